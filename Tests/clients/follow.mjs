// node follow.mjs URL JSON: the same as follow.py with the JavaScript client.
import { createRequire } from "node:module";
import { HermesClient } from "../../clients/javascript/hermes-client.mjs";

const require = createRequire(import.meta.url);
const { WebSocket } = require(process.env.HERMES_TEST_WS ?? "/usr/share/nodejs/ws");
const [url, json] = process.argv.slice(2);
const options = JSON.parse(json);
const { token, refresh_token: refreshToken, silence, watch = [], subscribe } = options;

const hermes = new HermesClient(url, { token, refreshToken, silence: silence * 1000, WebSocket });
const streams = watch.map((task) => hermes.watch(task));
if (options.all_tasks) streams.push(hermes.watchUser());
if (subscribe) {
  const tasks = hermes.subscriptions();
  for (const [task, after] of subscribe) tasks.subscribe(task, { after });
  streams.push(tasks);
}

async function show(events, stream) {
  for await (const event of events) {
    console.log(JSON.stringify([stream, event]));
    if (!options.again || options.again[0] !== event.seq) continue;
    const after = options.again[1];
    options.again = null;
    events.unsubscribe(event.task_id);
    events.subscribe(event.task_id, { after });
  }
}

await Promise.all(streams.map(show));
