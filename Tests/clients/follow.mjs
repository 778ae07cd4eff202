// node follow.mjs URL JSON: the same as follow.py with the JavaScript client.
import { createRequire } from "node:module";
import { HermesClient } from "../../clients/javascript/hermes-client.mjs";

const require = createRequire(import.meta.url);
const { WebSocket } = require(process.env.HERMES_TEST_WS ?? "/usr/share/nodejs/ws");
const [url, json] = process.argv.slice(2);
const { token, refresh_token: refreshToken, silence, watch = [], subscribe, all_tasks: all } = JSON.parse(json);

const hermes = new HermesClient(url, { token, refreshToken, silence: silence * 1000, WebSocket });
const streams = watch.map((task) => hermes.watch(task));
if (all) streams.push(hermes.watchUser());
if (subscribe) {
  const tasks = hermes.subscriptions();
  for (const [task, after] of subscribe) tasks.subscribe(task, { after });
  streams.push(tasks);
}

async function show(events, stream) {
  for await (const event of events) console.log(JSON.stringify([stream, event]));
}

await Promise.all(streams.map(show));
