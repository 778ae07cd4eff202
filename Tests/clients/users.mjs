// node users.mjs URL TOKEN: lists the accounts of a server, one at a time, with the JavaScript client.
import { HermesClient } from "../../clients/javascript/hermes-client.mjs";

const [url, token] = process.argv.slice(2);
const hermes = new HermesClient(url, { token });
const emails = [];
let cursor = null;
do {
  const page = await hermes.users({ limit: 1, cursor });
  emails.push(...page.users.map((user) => user.email));
  cursor = page.next_cursor;
} while (cursor);
console.log(JSON.stringify(emails));
