// The frames of a socket, over as many connections as it takes.
import { Connection } from "./connection.mjs";
import { StreamClosed } from "./errors.mjs";

// The next connection would end in the same way: protocol errors, another user's or unknown tasks.
const FINAL_CODES = [1002, 1003, 1007, 1008, 1009, 4404];
const DONE = 1000;
const ABNORMAL = 1006;
const UNAUTHORIZED = 4401;
const TOO_MANY = 4429;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 15000;
const MOST_FAILURES = 12; // in a row; about a minute and a half

export class Reconnecting {
  #client;
  #options;
  #connection = null;
  #failures = 0;
  #refused = false;

  /** Of `options`: `path()` is called before each connection, so that it can include the position
   * that was reached; `finalCodes`, `signal`. */
  constructor(client, options) {
    if (!client.WebSocket) {
      throw new TypeError("There is no WebSocket here: pass one as an option.");
    }
    this.#client = client;
    this.#options = { finalCodes: [], ...options };
  }

  /** Sends on the current connection, if there is one. */
  send(frame) {
    this.#connection?.send(JSON.stringify(frame));
  }

  /** Every frame; each connection begins with a frame of type `connected`. */
  async *frames() {
    const { signal } = this.#options;
    while (!signal?.aborted) {
      const attempt = { token: this.#client.tokens.access, code: ABNORMAL, reason: "no answer" };
      yield* this.#connectionFrames(attempt);
      if (signal?.aborted) return;
      const { code, reason, token } = attempt;
      if (FINAL_CODES.includes(code) || this.#options.finalCodes.includes(code)) {
        throw new StreamClosed(code, reason);
      }
      if (code === UNAUTHORIZED) await this.#signInAgain(token, reason);
      await pause(this.#nextWait(code, reason), signal);
    }
  }

  async *#connectionFrames(attempt) {
    const { path, signal } = this.#options;
    const { tokens, url, silence, WebSocket } = this.#client;
    try {
      attempt.token = await tokens.current();
    } catch (error) {
      if (error.isFinal) throw new StreamClosed(UNAUTHORIZED, error.detail);
      attempt.reason = error.message;
      return;
    }
    if (signal?.aborted) return;
    const protocols = attempt.token ? ["bearer", attempt.token.text] : [];
    const socket = new WebSocket(`ws${url.slice(4)}/api/v1${path()}`, protocols);
    const connection = new Connection(socket, tokens, attempt.token, silence);
    const leave = () => connection.end(DONE, "left");
    signal?.addEventListener("abort", leave);
    this.#connection = connection;
    try {
      for await (const frame of connection.frames()) {
        if (signal?.aborted) return;
        this.#note(frame);
        yield frame;
      }
      Object.assign(attempt, connection.closed);
    } finally {
      this.#connection = null;
      signal?.removeEventListener("abort", leave);
      leave();
    }
  }

  #note({ type }) {
    // Not to 0: a server that accepts and then fails must not be retried at full speed.
    if (type === "connected") this.#failures = Math.min(this.#failures, 3);
    if (type === "connected" || type === "error") return;
    this.#failures = 0;
    this.#refused = false;
  }

  /** Once: if the new token is refused as well, the account is at fault. */
  async #signInAgain(token, reason) {
    const { tokens } = this.#client;
    if (this.#refused || !tokens.refreshToken) throw new StreamClosed(UNAUTHORIZED, reason);
    try {
      await tokens.insteadOf(token);
      this.#refused = true;
    } catch (error) {
      // Otherwise the server is unreachable and is retried when it is back.
      if (error.isFinal) throw new StreamClosed(UNAUTHORIZED, error.detail);
    }
  }

  #nextWait(code, reason) {
    if (this.#failures >= MOST_FAILURES) {
      throw new StreamClosed(code, `no connection to ${this.#client.url}: ${reason}`);
    }
    // Random, so that the clients of a restarting server don't all return at the same moment.
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures++);
    return code === TOO_MANY ? LONGEST_WAIT : longest * (0.5 + Math.random() / 2);
  }
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
