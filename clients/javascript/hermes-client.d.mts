/** An event of a task, or a frame without `seq`: `connected` at the beginning of every connection,
 * `gap` where history is missing, `error`, `subscribed`, `unsubscribed`. */
export interface HermesEvent {
  type: string;
  task_id?: string;
  seq?: number;
  cursor?: string;
  message: string;
  data: EventData;
  timestamp: string;
}

export interface EventData {
  /** The `seq` of the first of several `artifact_delta`, `agent_thinking` or `step_progress` events
   * that were merged because the reader had fallen behind. The event's own `seq` is that of the
   * last. */
  first_seq?: number;
  /** The number of merged events: seq - first_seq + 1. */
  coalesced?: number;
  [name: string]: any;
}

export interface ClientOptions {
  /** An access token or an API key. */
  token?: string;
  /** With a refresh token, tokens are renewed before they expire, on open streams too. */
  refreshToken?: string;
  /** Milliseconds (30 000) after which a stream that receives nothing, not even an answer to its
   * own ping, counts as dead and is reconnected. */
  silence?: number;
  /** Required where there is no global WebSocket, as in Node 20. */
  WebSocket?: any;
  fetch?: any;
}

export interface WatchOptions<Position> {
  after?: Position;
  epoch?: string;
  signal?: AbortSignal;
}

export declare class HermesError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Whether the same request would be refused again. */
  readonly isFinal: boolean;
}

export declare class StreamClosed extends Error {
  readonly code: number;
  readonly reason: string;
}

export interface Position {
  /** The last known event; 0 for all. */
  after?: number;
  epoch?: string;
}

/** Chosen tasks on one socket. Iterates without end, until its signal aborts. */
export interface Subscriptions extends AsyncIterable<HermesEvent> {
  /** Follows a task from a position; after a reconnect, from where it was. */
  subscribe(taskId: string, position?: Position): void;
  unsubscribe(taskId: string): void;
}

export declare class HermesClient {
  constructor(url?: string, options?: ClientOptions);
  readonly url: string;
  token: string | null;
  refreshToken: string | null;
  register(email: string, password: string, more?: object): Promise<any>;
  login(email: string, password: string): Promise<any>;
  refresh(): Promise<any>;
  sessions(): Promise<any[]>;
  endSession(sessionId: string): Promise<null>;
  keys(): Promise<any[]>;
  newKey(
    name: string,
    options?: { scope?: "read" | "run" | "admin"; expiresInDays?: number | null },
  ): Promise<any>;
  revokeKey(keyId: string): Promise<null>;
  users(page?: { limit?: number; cursor?: string | null }): Promise<any>;
  chat(query: string, more?: object): Promise<any>;
  task(taskId: string): Promise<any>;
  cancel(taskId: string): Promise<any>;
  answerInput(
    taskId: string,
    answer: { input_id?: string } & (
      | { text: string }
      | { approve: string | false }
      | { resolve: "done" | "retry" | "fail" }
    ),
  ): Promise<any>;
  watch(taskId: string, options?: WatchOptions<number>): AsyncGenerator<HermesEvent>;
  watchUser(options?: WatchOptions<string>): AsyncGenerator<HermesEvent>;
  subscriptions(options?: { signal?: AbortSignal }): Subscriptions;
  request(method: string, path: string, body?: object): Promise<any>;
}
