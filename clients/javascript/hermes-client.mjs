// Client of a Hermes server, for browsers and Node. No dependencies.
//
//   const hermes = new HermesClient("http://localhost:8000");
//   await hermes.login("test@hermes.ai", "test123");
//   const task = await hermes.chat("Write a Python function to calculate fibonacci numbers");
//   for await (const event of hermes.watch(task.task_id)) console.log(event.type, event.message);
//
// Node 20 has no WebSocket of its own: pass one, such as that of the package `ws`, as
// new HermesClient(url, { WebSocket }).

import { openStream } from "./stream.mjs";

export { StreamClosed } from "./stream.mjs";

/** The server refused a request: `status` is HTTP's, `code` a stable word. */
export class HermesError extends Error {
  constructor(status, code, detail) {
    super(`${detail} (${code})`);
    this.name = "HermesError";
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

export class HermesClient {
  #options;

  constructor(url = "http://localhost:8000", options = {}) {
    this.url = url.replace(/\/+$/, "");
    this.token = options.token ?? null;
    this.refreshToken = options.refreshToken ?? null;
    this.#options = {
      WebSocket: options.WebSocket ?? globalThis.WebSocket,
      fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    };
  }

  async register(email, password, more = {}) {
    return this.#signedIn(await this.#send("POST", "/auth/register", { email, password, ...more }));
  }

  async login(email, password) {
    return this.#signedIn(await this.#send("POST", "/auth/login", { email, password }));
  }

  async refresh() {
    const body = { refresh_token: this.refreshToken };
    return this.#signedIn(await this.#send("POST", "/auth/refresh", body));
  }

  /** Starts a task; it goes on whether somebody watches or not. */
  chat(query, more = {}) {
    return this.request("POST", "/chat", { query, ...more });
  }

  task(taskId) {
    return this.request("GET", `/tasks/${encodeURIComponent(taskId)}`);
  }

  cancel(taskId) {
    return this.request("POST", `/tasks/${encodeURIComponent(taskId)}/cancel`, {});
  }

  /** The events of a task behind number `after`, until it ends. `signal`: an AbortSignal. */
  watch(taskId, { after = 0, epoch, signal } = {}) {
    const path = `/ws/tasks/${encodeURIComponent(taskId)}`;
    return openStream(this, this.#options.WebSocket, { path, after, epoch, signal, position: "seq" });
  }

  /** The events of all tasks of the account, without end. `after` is an event's `cursor`. */
  watchUser({ after, epoch, signal } = {}) {
    const path = "/ws/user";
    return openStream(this, this.#options.WebSocket, { path, after, epoch, signal, position: "cursor" });
  }

  /** Any call of the API, as JSON. Refreshes the token once where it has run out. */
  async request(method, path, body) {
    try {
      return await this.#send(method, path, body);
    } catch (error) {
      if (error.code !== "expired_token" || !this.refreshToken) throw error;
    }
    await this.refresh();
    return this.#send(method, path, body);
  }

  async #send(method, path, body) {
    const headers = {};
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (this.token && !/^\/auth\/(login|register|refresh)$/.test(path)) {
      headers.Authorization = `Bearer ${this.token}`;
    }
    const request = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const response = await this.#options.fetch(`${this.url}/api/v1${path}`, request);
    const text = await response.text();
    if (response.ok) return text ? JSON.parse(text) : null;
    throw problem(response.status, text);
  }

  #signedIn(answer) {
    this.token = answer.access_token;
    this.refreshToken = answer.refresh_token;
    return answer;
  }
}

function problem(status, text) {
  try {
    const { code = "unknown", detail } = JSON.parse(text);
    return new HermesError(status, code, detail ?? `The server answered ${status}.`);
  } catch {
    // Not from Hermes: a proxy in between, perhaps.
    return new HermesError(status, "unknown", `The server answered ${status}.`);
  }
}
