// The tokens of one account, renewed once for all users of the client.

// Seconds before its expiry at which a token is renewed; half its lifetime if that is less.
const MARGIN = 60;

/** An access token and when to renew it, in milliseconds of `performance.now()`. */
export class AccessToken {
  /** `expiresIn` is better than the token's own claims, which use the server's clock. */
  constructor(text, expiresIn) {
    const { exp = Infinity, iat = 0 } = claims(text);
    const left = expiresIn ?? exp - Date.now() / 1000;
    const life = expiresIn ?? exp - iat;
    this.text = text;
    this.due = performance.now() + 1000 * (left - Math.min(MARGIN, life / 2));
  }
}

/** The claims of a JWT, unverified; none for any other token. */
function claims(text) {
  try {
    const body = text.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(atob(body)) ?? {};
  } catch {
    return {};
  }
}

export class Tokens {
  #exchange;
  #running = null;

  /** `exchange` sends a refresh token to the server and returns the answer. */
  constructor(access, refreshToken, exchange) {
    this.access = access ? new AccessToken(access) : null;
    this.refreshToken = refreshToken ?? null;
    this.#exchange = exchange;
  }

  accept(answer) {
    this.access = new AccessToken(answer.access_token, answer.expires_in);
    this.refreshToken = answer.refresh_token;
    return answer;
  }

  /** Exchanges the refresh token, which can be used once. Concurrent callers get the same answer.
   * */
  refresh() {
    this.#running ??= this.#exchange(this.refreshToken)
      .then((answer) => this.accept(answer))
      .finally(() => (this.#running = null));
    return this.#running;
  }

  /** A newer token than `token`. */
  async insteadOf(token) {
    if (this.access === token) await this.refresh();
    return this.access;
  }

  /** A token to start with: not one that is about to expire. */
  async current() {
    const isDue = this.access && this.access.due <= performance.now();
    if (isDue && this.refreshToken) await this.refresh();
    return this.access;
  }
}
