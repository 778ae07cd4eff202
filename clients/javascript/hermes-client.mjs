// Client of a Hermes server, for browsers and Node. No dependencies.
//
//   const hermes = new HermesClient("http://localhost:8000");
//   await hermes.login("test@hermes.ai", "test123");
//   const task = await hermes.chat("Write a Python function to calculate fibonacci numbers");
//   for await (const event of hermes.watch(task.task_id)) console.log(event.type, event.message);
//
// Node 20 has no built-in WebSocket: pass one, such as that of the package `ws`, as
// new HermesClient(url, { WebSocket }).

import { problem } from "./errors.mjs";
import { openStream } from "./stream.mjs";
import { Subscriptions } from "./subscriptions.mjs";
import { AccessToken, Tokens } from "./tokens.mjs";

export { HermesError, StreamClosed } from "./errors.mjs";

export class HermesClient {
  #fetch;

  constructor(url = "http://localhost:8000", options = {}) {
    this.url = url.replace(/\/+$/, "");
    this.silence = options.silence ?? 30_000;
    this.WebSocket = options.WebSocket ?? globalThis.WebSocket;
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
    const exchange = (refreshToken) =>
      this.#send("POST", "/auth/refresh", { refresh_token: refreshToken });
    this.tokens = new Tokens(options.token, options.refreshToken, exchange);
  }

  get token() {
    return this.tokens.access?.text ?? null;
  }

  set token(text) {
    this.tokens.access = text ? new AccessToken(text) : null;
  }

  get refreshToken() {
    return this.tokens.refreshToken;
  }

  set refreshToken(text) {
    this.tokens.refreshToken = text;
  }

  async register(email, password, more = {}) {
    const body = { email, password, ...more };
    return this.tokens.accept(await this.#send("POST", "/auth/register", body));
  }

  async login(email, password) {
    return this.tokens.accept(await this.#send("POST", "/auth/login", { email, password }));
  }

  /** Exchanges the refresh token for a new pair; concurrent calls share one exchange. */
  refresh() {
    return this.tokens.refresh();
  }

  /** The open login sessions of the account. */
  async sessions() {
    return (await this.request("GET", "/auth/sessions")).sessions;
  }

  endSession(sessionId) {
    return this.request("DELETE", `/auth/sessions/${encodeURIComponent(sessionId)}`);
  }

  /** The API keys of the account, without their secrets. */
  async keys() {
    return (await this.request("GET", "/auth/keys")).keys;
  }

  /**
   * Makes an API key; `key` in the answer is its secret, which is not shown again. `scope` is
   * "read", "run" or "admin".
   */
  newKey(name, { scope = "run", expiresInDays = null } = {}) {
    return this.request("POST", "/auth/keys", { name, scope, expires_in_days: expiresInDays });
  }

  revokeKey(keyId) {
    return this.request("DELETE", `/auth/keys/${encodeURIComponent(keyId)}`);
  }

  /** A page of the server's accounts and what they use, for admins: `users`, `next_cursor`. */
  users({ limit = 20, cursor = null } = {}) {
    const query = new URLSearchParams(cursor ? { limit, cursor } : { limit });
    return this.request("GET", `/users?${query}`);
  }

  /** Starts a task; it runs whether or not it is watched. */
  chat(query, more = {}) {
    return this.request("POST", "/chat", { query, ...more });
  }

  task(taskId) {
    return this.request("GET", `/tasks/${encodeURIComponent(taskId)}`);
  }

  cancel(taskId) {
    return this.request("POST", `/tasks/${encodeURIComponent(taskId)}/cancel`, {});
  }

  /**
   * Answers an `input_required`: `{ text }` to a question, `{ approve: hash }` or
   * `{ approve: false }` to a plan, `{ resolve: "done" | "retry" | "fail" }` to a doubt. Without
   * `input_id`: the only open one.
   */
  answerInput(taskId, answer) {
    return this.request("POST", `/tasks/${encodeURIComponent(taskId)}/input`, answer);
  }

  /** The events of a task after number `after`, until it ends. `signal`: an AbortSignal. */
  watch(taskId, { after = 0, epoch, signal } = {}) {
    const path = `/ws/tasks/${encodeURIComponent(taskId)}`;
    return openStream(this, { path, after, epoch, signal, position: "seq" });
  }

  /** The events of all tasks of the account, without end. `after` is an event's `cursor`. */
  watchUser({ after, epoch, signal } = {}) {
    return openStream(this, { path: "/ws/user", after, epoch, signal, position: "cursor" });
  }

  /** Chosen tasks on one socket: `subscribe` to them and iterate over it. */
  subscriptions({ signal } = {}) {
    return new Subscriptions(this, { signal });
  }

  /** Any call of the API, as JSON. Refreshes the token once if it has expired. */
  async request(method, path, body) {
    const token = this.tokens.access;
    try {
      return await this.#send(method, path, body);
    } catch (error) {
      if (error.code !== "expired_token" || !this.refreshToken) throw error;
    }
    await this.tokens.insteadOf(token);
    return this.#send(method, path, body);
  }

  async #send(method, path, body) {
    const headers = {};
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (this.token && !/^\/auth\/(login|register|refresh)$/.test(path)) {
      headers.Authorization = `Bearer ${this.token}`;
    }
    const request = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const response = await this.#fetch(`${this.url}/api/v1${path}`, request);
    const text = await response.text();
    if (response.ok) return text ? JSON.parse(text) : null;
    throw problem(response.status, text);
  }
}
