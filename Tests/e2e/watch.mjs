// node watch.mjs URL TASK TOKEN: the events of a task, one line of JSON each.
import { createRequire } from "node:module";
import { HermesClient } from "../../clients/javascript/hermes-client.mjs";

const { WebSocket } = createRequire(import.meta.url)(process.env.HERMES_TEST_WS ?? "/usr/share/nodejs/ws");
const [url, task, token] = process.argv.slice(2);
const hermes = new HermesClient(url, { token, WebSocket });
for await (const event of hermes.watch(task)) console.log(JSON.stringify(event));
