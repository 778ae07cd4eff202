// One stream of events over as many connections as it takes.

const TERMINAL = ["task_completed", "task_failed"];
const DONE = 1000;
const UNAUTHORIZED = 4401;
const TOO_MANY = 4429;
// Protocol faults, foreign or unknown tasks: the next connection would end in the same way.
const FINAL_CODES = [1002, 1003, 1007, 1009, 4404];
const FIRST_WAIT = 250;
const LONGEST_WAIT = 15000;
const MOST_FAILURES = 12;

/** The server closed a stream for good: connecting again would not help. */
export class StreamClosed extends Error {
  constructor(code, reason) {
    super(`The server closed the stream: ${reason || "no reason given"} (${code})`);
    this.name = "StreamClosed";
    this.code = code;
    this.reason = reason;
  }
}

/** Every event once, in order, across reconnects. */
export async function* openStream(client, WebSocket, { path, after, epoch, signal, position }) {
  if (!WebSocket) throw new TypeError("There is no WebSocket here: pass one as an option.");
  const place = { after, epoch, failures: 0 };
  let refreshed = false;
  while (!signal?.aborted) {
    const socket = new WebSocket(urlOf(client, path, place), ["bearer", client.token]);
    let closed;
    try {
      for await (const frame of frames(socket, signal)) {
        if (frame.closed) {
          closed = frame.closed;
          break;
        }
        const event = take(frame.text, place, position);
        if (!event) continue;
        refreshed = false;
        yield event;
        if (position === "seq" && TERMINAL.includes(event.type)) return;
      }
    } finally {
      socket.close();
    }
    if (signal?.aborted) return;
    // The task had ended before what was asked for.
    if (closed.code === DONE && position === "seq") return;
    if (FINAL_CODES.includes(closed.code)) throw new StreamClosed(closed.code, closed.reason);
    if (closed.code === UNAUTHORIZED) {
      if (refreshed || !client.refreshToken) throw new StreamClosed(closed.code, closed.reason);
      refreshed = true;
      await client.refresh();
    } else if (place.failures >= MOST_FAILURES) {
      throw new StreamClosed(closed.code, `no connection to ${client.url}`);
    }
    await pause(nextWait(place, closed.code), signal);
  }
}

function urlOf(client, path, { after, epoch }) {
  const url = new URL(`${client.url}/api/v1${path}`);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  if (after !== undefined) url.searchParams.set("after", after);
  if (epoch !== undefined) url.searchParams.set("epoch", epoch);
  return url.href;
}

/** What a socket receives, then how it was closed: events turned into a sequence. */
async function* frames(socket, signal) {
  const waiting = [];
  let wake = () => {};
  const put = (frame) => {
    waiting.push(frame);
    wake();
  };
  const abort = () => put({ closed: { code: DONE, reason: "aborted" } });
  socket.onmessage = ({ data }) => put({ text: data });
  socket.onclose = ({ code, reason }) => put({ closed: { code, reason } });
  socket.onerror = () => {}; // a close event follows
  signal?.addEventListener("abort", abort);
  try {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift();
      await new Promise((resolve) => (wake = resolve));
    }
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** The event in a frame, or null for what was given out before. */
function take(text, place, position) {
  if (text === "pong") return null;
  const event = JSON.parse(text);
  if (event.type === "connected") {
    place.epoch = event.data.epoch ?? place.epoch;
    // Not to 0: a server that accepts and then fails is not asked at full speed.
    place.failures = Math.min(place.failures, 3);
  } else if (event.type === "gap") {
    place.after = event.data.to ?? place.after;
  } else if (event[position] !== undefined) {
    if (position === "seq" && event.seq <= (place.after ?? 0)) return null;
    place.after = event[position];
    place.failures = 0;
  }
  return event;
}

function nextWait(place, code) {
  // Random, so that the clients of a server that restarts don't come back in one moment.
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** place.failures++);
  return code === TOO_MANY ? LONGEST_WAIT : longest * (0.5 + Math.random() / 2);
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
  });
}
