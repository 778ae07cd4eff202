// One WebSocket that detects a silent connection and renews its token before it expires.

const OPEN = 1;
const ABNORMAL = 1006;
// Milliseconds before a failed renewal is retried.
const RETRY = 1000;
const LONGEST_TIMER = 2 ** 31 - 1;
// A reader that lags by this many frames is disconnected, and resumes from the server's journal.
const MOST_WAITING = 10_000;

export class Connection {
  #socket;
  #silence;
  #waiting = [];
  #wake = () => {};
  #quiet;
  #renewing;

  /** `silence`: milliseconds without received data after which the connection counts as dead. */
  constructor(socket, tokens, token, silence) {
    this.#socket = socket;
    this.#silence = silence;
    this.closed = null;
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code, reason }) => this.end(code, reason);
    socket.onerror = () => {}; // a close event follows
    socket.onopen = () => this.#renewLater(tokens, token);
    this.#listen();
  }

  send(frame) {
    if (this.#socket.readyState === OPEN) this.#socket.send(frame);
  }

  /** The received frames, until the connection ends; `closed` then has its code and reason. */
  async *frames() {
    while (this.#waiting.length > 0 || !this.closed) {
      if (this.#waiting.length > 0) yield JSON.parse(this.#waiting.shift());
      else await new Promise((resolve) => (this.#wake = resolve));
    }
  }

  end(code, reason) {
    if (this.closed) return;
    this.closed = { code, reason };
    clearTimeout(this.#quiet);
    clearTimeout(this.#renewing);
    this.#socket.onmessage = null;
    // A dead server would not answer a close. Browsers have no `terminate`; they time out on their
    // own.
    if (code === ABNORMAL && this.#socket.terminate) this.#socket.terminate();
    else this.#socket.close();
    this.#wake();
  }

  #receive(text) {
    this.#listen();
    if (text === "pong") return;
    this.#waiting.push(text);
    if (this.#waiting.length >= MOST_WAITING) this.end(ABNORMAL, "the reader is too slow");
    this.#wake();
  }

  /** Sends a ping after half of `silence`, and gives up after the other half. */
  #listen() {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.send("ping");
      this.#quiet = setTimeout(() => this.end(ABNORMAL, "no answer"), this.#silence / 2);
    }, this.#silence / 2);
  }

  /** Sends a newer token before each one expires. */
  #renewLater(tokens, token, wait = (token?.due ?? Infinity) - performance.now()) {
    if (!tokens.refreshToken || this.closed || wait === Infinity) return;
    const renew = async () => {
      if (wait > LONGEST_TIMER) return this.#renewLater(tokens, token);
      try {
        const newer = await tokens.insteadOf(token);
        this.send(JSON.stringify({ type: "auth", token: newer.text }));
        this.#renewLater(tokens, newer);
      } catch (error) {
        // Refused: when the token expires, the server closes the stream and gives the reason.
        if (!error.isFinal) this.#renewLater(tokens, token, RETRY);
      }
    };
    this.#renewing = setTimeout(renew, Math.min(Math.max(wait, 0), LONGEST_TIMER));
  }
}
