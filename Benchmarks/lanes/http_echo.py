"""The echo as an HTTP service: http_echo.py PORT

aiohttp, one process; it reads the request's JSON and answers as Echo.c does.
"""

import sys

from aiohttp import web


async def echo(request):
    text = (await request.json())["message"]["parts"][0]["text"]
    part = {"mediaType": "text/x-echo", "text": text}
    return web.json_response(
        {"artifacts": [{"artifactId": "result", "name": "result", "parts": [part]}]}
    )


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/echo", echo)
    web.run_app(
        app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=lambda *_: None
    )
