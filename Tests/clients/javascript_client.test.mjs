// The JavaScript client's streams, against a server in this process: node --test
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { HermesClient, StreamClosed } from "../../clients/javascript/hermes-client.mjs";

// Debian keeps its modules where Node looks for them with require only.
const require = createRequire(import.meta.url);
const ws = require(process.env.HERMES_TEST_WS ?? "/usr/share/nodejs/ws");

const connected = { type: "connected", message: "", data: { epoch: "e1" } };
const event = (seq, type = "agent_event") => ({ type, seq, cursor: `c${seq}`, message: "", data: {} });

/** Each step is [frames, close code]; without a code the connection is cut.
 *  "open": left open; `gone` says when the client has left it. */
async function scripted(...steps) {
  const asked = [];
  let left;
  const gone = new Promise((resolve) => (left = resolve));
  const server = new ws.WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "bearer" });
  server.on("connection", (socket, request) => {
    asked.push(new URL(request.url, "http://localhost").search);
    const [frames, code] = steps.shift();
    for (const frame of frames) socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
    // Cutting at once would lose what is still to be sent.
    if (code === "open") return void socket.on("close", left);
    if (code === undefined) socket.send("pong", () => socket.terminate());
    else socket.close(code);
  });
  await new Promise((resolve) => server.on("listening", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const hermes = new HermesClient(url, { token: "good", WebSocket: ws.WebSocket });
  return { hermes, asked, gone, end: () => server.close() };
}

async function all(events) {
  const got = [];
  for await (const each of events) got.push(each);
  return got;
}

const seqs = (events) => events.filter((each) => each.seq).map((each) => each.seq);

test("a stream ends with its task", async () => {
  const { hermes, asked, end } = await scripted([[connected, event(1), "pong", event(2, "task_completed")], 1000]);
  const events = await all(hermes.watch("t"));
  end();
  assert.deepEqual(events.map((each) => each.type), ["connected", "agent_event", "task_completed"]);
  assert.deepEqual(asked, ["?after=0"]);
});

test("a broken stream goes on behind the last event", async () => {
  const { hermes, asked, end } = await scripted(
    [[connected, event(1), event(2)]],
    [[connected, event(2), event(3, "task_failed")], 1000],
  );
  const events = await all(hermes.watch("t"));
  end();
  assert.deepEqual(seqs(events), [1, 2, 3]);
  assert.equal(asked[1], "?after=2&epoch=e1");
});

test("a gap is given out and skipped", async () => {
  const gap = { type: "gap", message: "", data: { from: 1, to: 7, reason: "removed" } };
  const { hermes, asked, end } = await scripted(
    [[connected, gap]],
    [[connected, event(8, "task_completed")], 1000],
  );
  const events = await all(hermes.watch("t"));
  end();
  assert.deepEqual(seqs(events), [8]);
  assert.equal(asked[1], "?after=7&epoch=e1");
});

for (const code of [1002, 1008, 4401, 4404]) {
  test(`a close with ${code} is final`, async () => {
    const { hermes, end } = await scripted([[], code]);
    await assert.rejects(all(hermes.watch("t")), (error) => error instanceof StreamClosed && error.code === code);
    end();
  });
}

test("a watcher can leave", async () => {
  const { hermes, end } = await scripted([[connected, event(1)]]);
  const leaving = new AbortController();
  const got = [];
  for await (const each of hermes.watchUser({ signal: leaving.signal })) {
    got.push(each.type);
    leaving.abort();
  }
  end();
  assert.deepEqual(got.slice(0, 1), ["connected"]);
});

test("a reader that is far behind is cut off, and loses nothing", async () => {
  const many = Array.from({ length: 12000 }, (_, index) => event(index + 1));
  const { hermes, asked, gone, end } = await scripted(
    [[connected, ...many], "open"],
    [[connected, ...many.slice(9000), event(12001, "task_completed")], 1000],
  );
  const events = hermes.watch("t");
  await events.next();
  await gone;
  const got = seqs(await all(events));
  end();
  assert.deepEqual(got, Array.from({ length: 12001 }, (_, index) => index + 1));
  assert.match(asked[1], /after=(9999|10000)&/);
});

test("a user stream goes on by cursor", async () => {
  const { hermes, asked, end } = await scripted([[connected, event(5, "task_completed")], 1000], [[event(1)], 1000]);
  const events = [];
  for await (const each of hermes.watchUser()) if (events.push(each) === 3) break;
  end();
  assert.deepEqual(seqs(events), [5, 1]);
  assert.equal(asked[1], "?after=c5&epoch=e1");
});
