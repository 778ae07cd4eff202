// node answer.mjs URL TOKEN TASK ANSWER: answers with the JavaScript client.
import { HermesClient } from "../../clients/javascript/hermes-client.mjs";

const [url, token, task, answer] = process.argv.slice(2);
console.log(JSON.stringify(await new HermesClient(url, { token }).answerInput(task, JSON.parse(answer))));
