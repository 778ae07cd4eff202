"""The calls of the HTTP API."""

import httpx

from .errors import HermesError
from .stream import Stream
from .subscriptions import Subscriptions
from .tokens import AccessToken, Tokens


class HermesClient:
    """One account on one server. Use it as an asynchronous context manager, or call `close`.

    `token`: an access token or an API key.
    `timeout`: seconds for an HTTP response. `silence`: seconds after which a stream that receives
    nothing, not even an answer to its own ping, counts as dead and is reconnected.
    """

    def __init__(
        self,
        url="http://localhost:8000",
        token=None,
        timeout=30.0,
        refresh_token=None,
        silence=30.0,
    ):
        self.url, self.silence = url.rstrip("/"), silence
        self.tokens = Tokens(token, refresh_token, self._exchange)
        self._http = httpx.AsyncClient(base_url=self.url + "/api/v1", timeout=timeout)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        await self.close()

    async def close(self):
        await self._http.aclose()

    @property
    def token(self):
        return self.tokens.access.text if self.tokens.access else None

    @token.setter
    def token(self, text):
        self.tokens.access = AccessToken.of(text) if text else None

    @property
    def refresh_token(self):
        return self.tokens.refresh_token

    @refresh_token.setter
    def refresh_token(self, text):
        self.tokens.refresh_token = text

    async def register(self, email, password, **more):
        """Create an account (`full_name` and `username` are optional) and use it."""
        body = {"email": email, "password": password, **more}
        return self.tokens.accept(await self._send("POST", "/auth/register", json=body))

    async def login(self, email, password):
        body = {"email": email, "password": password}
        return self.tokens.accept(await self._send("POST", "/auth/login", json=body))

    async def refresh(self):
        """Exchange the refresh token for a new pair; concurrent calls share one exchange."""
        return await self.tokens.refresh()

    async def _exchange(self, refresh_token):
        return await self._send("POST", "/auth/refresh", json={"refresh_token": refresh_token})

    async def sessions(self):
        """The open login sessions of the account."""
        return (await self.request("GET", "/auth/sessions"))["sessions"]

    async def end_session(self, session_id):
        await self.request("DELETE", f"/auth/sessions/{session_id}")

    async def keys(self):
        """The API keys of the account, without their secrets."""
        return (await self.request("GET", "/auth/keys"))["keys"]

    async def new_key(self, name, scope="run", expires_in_days=None):
        """Make an API key; `key` in the answer is its secret, which is not shown again. `scope` is
        `read`, `run` or `admin`."""
        body = {"name": name, "scope": scope, "expires_in_days": expires_in_days}
        return await self.request("POST", "/auth/keys", json=body)

    async def revoke_key(self, key_id):
        await self.request("DELETE", f"/auth/keys/{key_id}")

    async def users(self, limit=20, cursor=None):
        """A page of the server's accounts and what they use, for admins: `users`, `next_cursor`."""
        params = {"limit": limit, **({"cursor": cursor} if cursor else {})}
        return await self.request("GET", "/users", params=params)

    async def chat(self, query, **more):
        """Start a task; it runs whether or not it is watched."""
        return await self.request("POST", "/chat", json={"query": query, **more})

    async def task(self, task_id):
        return await self.request("GET", f"/tasks/{task_id}")

    async def artifact(self, artifact):
        """The text of one of a task's `artifacts`."""
        headers = {"Authorization": f"Bearer {self.token}"}
        response = await self._http.get(self._place(artifact["href"]), headers=headers)
        response.raise_for_status()
        return response.text

    def _place(self, link):
        """Links begin with the path of the server's `public_url`, which `url` may end with."""
        place = httpx.URL(self.url)
        if place.path != "/" and not link.startswith(place.path + "/"):
            link = place.path + link
        return place.join(link)

    async def cancel(self, task_id):
        """Cancel a task; the answer says what happened to each of its steps."""
        return await self.request("POST", f"/tasks/{task_id}/cancel", json={})

    async def answer_input(self, task_id, input_id=None, **answer):
        """Answer an `input_required`: `text="…"` to a question, `approve=HASH` or `approve=False`
        to a plan, `resolve="done"`, `"retry"` or `"fail"` to a doubt. Without `input_id`: the only
        open one."""
        body = {**answer, **({} if input_id is None else {"input_id": input_id})}
        return await self.request("POST", f"/tasks/{task_id}/input", json=body)

    def watch(self, task_id, after=0, epoch=None):
        """The events of a task after number `after`, until it ends."""
        return Stream(self, f"/ws/tasks/{task_id}", after, epoch, position="seq").events()

    def watch_user(self, after=None, epoch=None):
        """The events of all tasks of the account, without end. `after` is an event's `cursor`."""
        return Stream(self, "/ws/user", after, epoch, position="cursor").events()

    def subscriptions(self):
        """Chosen tasks on one socket: `subscribe` to them and iterate over it."""
        return Subscriptions(self)

    async def request(self, method, path, **arguments):
        """Any call of the API, as JSON. Refreshes the token once if it has expired."""
        token = self.tokens.access
        try:
            return await self._send(method, path, **arguments)
        except HermesError as error:
            if error.code != "expired_token" or not self.refresh_token:
                raise
        await self.tokens.instead_of(token)
        return await self._send(method, path, **arguments)

    async def _send(self, method, path, **arguments):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        # Sign-in requests carry no token, because it may be an old one.
        if path in ("/auth/login", "/auth/register", "/auth/refresh"):
            headers = {}
        try:
            response = await self._http.request(method, path, headers=headers, **arguments)
        except httpx.TransportError as error:
            raise ConnectionError(f"No answer from {self.url}: {error}") from error
        if response.is_error:
            raise HermesError.of(response)
        return response.json() if response.content else None
