export interface HermesEvent {
  type: string;
  task_id?: string;
  seq?: number;
  cursor?: string;
  message: string;
  data: Record<string, any>;
  timestamp: string;
}

export interface ClientOptions {
  token?: string;
  refreshToken?: string;
  /** Needed where there is no global one, as in Node 20. */
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
}

export declare class StreamClosed extends Error {
  readonly code: number;
  readonly reason: string;
}

export declare class HermesClient {
  constructor(url?: string, options?: ClientOptions);
  readonly url: string;
  token: string | null;
  refreshToken: string | null;
  register(email: string, password: string, more?: object): Promise<any>;
  login(email: string, password: string): Promise<any>;
  refresh(): Promise<any>;
  chat(query: string, more?: object): Promise<any>;
  task(taskId: string): Promise<any>;
  cancel(taskId: string): Promise<any>;
  watch(taskId: string, options?: WatchOptions<number>): AsyncGenerator<HermesEvent>;
  watchUser(options?: WatchOptions<string>): AsyncGenerator<HermesEvent>;
  request(method: string, path: string, body?: object): Promise<any>;
}
