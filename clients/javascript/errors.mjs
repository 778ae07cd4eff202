/** The server refused a request: `status` is the HTTP status, `code` a stable word. */
export class HermesError extends Error {
  constructor(status, code, detail) {
    super(`${detail} (${code})`);
    this.name = "HermesError";
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** Whether the same request would be refused again: false for 429 and 5xx. */
  get isFinal() {
    return this.status < 500 && this.status !== 429;
  }
}

/** From the text of an HTTP response, which may not even come from Hermes. */
export function problem(status, text) {
  const unknown = `The server answered ${status}.`;
  try {
    const { code = "unknown", detail = unknown } = JSON.parse(text);
    return new HermesError(status, code, detail);
  } catch {
    return new HermesError(status, "unknown", unknown);
  }
}

/** A stream has ended for good: reconnecting would not help, or has failed too often. */
export class StreamClosed extends Error {
  constructor(code, reason) {
    super(`The server closed the stream: ${reason || "no reason given"} (${code})`);
    this.name = "StreamClosed";
    this.code = code;
    this.reason = reason;
  }
}
