"""The calls of the HTTP API."""

import httpx

from .errors import HermesError
from .stream import Stream


class HermesClient:
    """One account on one server. Use it as an asynchronous context manager, or call `close`."""

    def __init__(self, url="http://localhost:8000", token=None, timeout=30.0):
        self.url = url.rstrip("/")
        self.token, self.refresh_token = token, None
        self._http = httpx.AsyncClient(base_url=self.url + "/api/v1", timeout=timeout)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        await self.close()

    async def close(self):
        await self._http.aclose()

    async def register(self, email, password, **more):
        """Make an account (`full_name`, `username` may be given too) and use it."""
        body = {"email": email, "password": password, **more}
        return self._signed_in(await self._send("POST", "/auth/register", json=body))

    async def login(self, email, password):
        body = {"email": email, "password": password}
        return self._signed_in(await self._send("POST", "/auth/login", json=body))

    async def refresh(self):
        """Change the refresh token for a new pair."""
        body = {"refresh_token": self.refresh_token}
        return self._signed_in(await self._send("POST", "/auth/refresh", json=body))

    async def chat(self, query, **more):
        """Start a task; it goes on whether somebody watches or not."""
        return await self.request("POST", "/chat", json={"query": query, **more})

    async def task(self, task_id):
        return await self.request("GET", f"/tasks/{task_id}")

    async def artifact(self, artifact):
        """The text of one of a task's `artifacts`."""
        headers = {"Authorization": f"Bearer {self.token}"}
        response = await self._http.get(f"{self.url}{artifact['href']}", headers=headers)
        response.raise_for_status()
        return response.text

    async def cancel(self, task_id):
        """Cancel a task; the answer says what became of each of its steps."""
        return await self.request("POST", f"/tasks/{task_id}/cancel", json={})

    def watch(self, task_id, after=0, epoch=None):
        """The events of a task behind number `after`, until it ends."""
        return Stream(self, f"/ws/tasks/{task_id}", after, epoch, position="seq").events()

    def watch_user(self, after=None, epoch=None):
        """The events of all tasks of the account, without end. `after` is an event's `cursor`."""
        return Stream(self, "/ws/user", after, epoch, position="cursor").events()

    async def request(self, method, path, **arguments):
        """Any call of the API, as JSON. Refreshes the token once where it has run out."""
        try:
            return await self._send(method, path, **arguments)
        except HermesError as error:
            if error.code != "expired_token" or not self.refresh_token:
                raise
        await self.refresh()
        return await self._send(method, path, **arguments)

    async def _send(self, method, path, **arguments):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        # Signing in is asked without a token, which may be an old one.
        if path.startswith("/auth/") and path not in ("/auth/me", "/auth/password", "/auth/logout"):
            headers = {}
        try:
            response = await self._http.request(method, path, headers=headers, **arguments)
        except httpx.TransportError as error:
            raise ConnectionError(f"No answer from {self.url}: {error}") from error
        if response.is_error:
            raise HermesError.of(response)
        return response.json() if response.content else None

    def _signed_in(self, answer):
        self.token, self.refresh_token = answer["access_token"], answer["refresh_token"]
        return answer
