// node access.mjs URL TOKEN: makes, uses and revokes an API key, and lists sessions, with the JavaScript client.
import { HermesClient } from "../../clients/javascript/hermes-client.mjs";

const [url, token] = process.argv.slice(2);
const hermes = new HermesClient(url, { token });
const made = await hermes.newKey("script", { scope: "read", expiresInDays: 1 });
const program = new HermesClient(url, { token: made.key });
const names = (await program.keys()).map((key) => key.name);
const refused = await program.chat("hello").catch((error) => error.code);
await hermes.revokeKey(made.id);
const sessions = await hermes.sessions();
await hermes.endSession(sessions.find((session) => session.is_current).id);
const ended = await hermes.keys().catch((error) => error.code);
console.log(JSON.stringify({ names, refused, sessions: sessions.length, ended }));
