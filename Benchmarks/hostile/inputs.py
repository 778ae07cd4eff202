"""Requests that cost a server most for what they cost to send: name, whether a stranger may send it, bytes."""

import json
import urllib.parse

KIB = 1 << 10
MARKS = "\u0301\u0323"
MOST = 2**63 - 1
FORM = "application/x-www-form-urlencoded"


def request(method, path, headers=(), body=b""):
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in dict(headers).items()]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def post(path, value, headers=()):
    body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return request("POST", f"/api/v1{path}", {"Content-Type": "application/json", **dict(headers)}, body)


def form(text):
    return request("POST", "/api/v1/auth/login", {"Content-Type": FORM}, text.encode())


def nested(kind, count):
    return (kind * count).encode()


JSON_BODIES = {
    "marks, 1 MiB": lambda: json.dumps({"query": MARKS * (250 * KIB)}, ensure_ascii=False).encode(),
    "marks, 15 KiB": lambda: json.dumps({"query": MARKS * 3800}, ensure_ascii=False).encode(),
    "escaped marks, 1 MiB": lambda: ('{"query":"' + "\\u0301\\u0323" * (85 * KIB) + '"}').encode(),
    "30 marks a letter, 15 KiB": lambda: json.dumps({"query": ("a" + "\u0301" * 30) * 250}, ensure_ascii=False).encode(),
    "a name of marks": lambda: json.dumps({MARKS * 3800: 1}, ensure_ascii=False).encode(),
    "half a million arrays": lambda: nested("[", 500_000),
    "a third of a million objects": lambda: b"[" + b"{}," * 340_000 + b"{}]",
    "60,000 members": lambda: json.dumps({f"k{n}": n for n in range(60_000)}).encode(),
    "60,000 members of one name": lambda: b"{" + b'"a":1,' * 60_000 + b'"a":1}',
    "200,000 numbers": lambda: json.dumps(list(range(140_000))).encode(),
    "numbers of 1000 digits": lambda: b"[" + b",".join([b"9" * 1000] * 1000) + b"]",
    "a number of a million digits": lambda: b"9" * 1_000_000,
    "an exponent without end": lambda: b'{"query":1e' + b"9" * 1000 + b"}",
    "a million escapes": lambda: b'{"query":"' + b"\\n" * 500_000 + b'"}',
    "lone surrogates": lambda: b'{"query":"' + b"\\ud800" * 1000 + b'"}',
    "no UTF-8": lambda: b'{"query":"' + b"\xff" * 1000 + b'"}',
    "NUL": lambda: b'{"query":"a\\u0000b"}',
    "spaces, 1 MiB": lambda: b" " * ((1 << 20) - 2) + b"{}",
    "a string of 1 MiB": lambda: json.dumps({"query": "a" * ((1 << 20) - 20)}).encode(),
    "over 1 MiB": lambda: b'{"query":"' + b"a" * (2 << 20) + b'"}',
    "nothing": lambda: b"",
    "null": lambda: b"null",
}

QUERIES = {
    "a word 3000 times": "sort " * 3200,
    "3000 different words": " ".join(f"word{n}" for n in range(1900)),
    "one word of 16 KiB": "a" * (16 * KIB - 20),
    "verbs and things": "write a python function to sort a list and review it " * 300,
    "everything at once": "write review analyse summarise convert explain translate test " * 260,
    "a fence 3000 times": "```\n" * 4000,
    "open fences of languages": "```python\n" * 1600,
    "a table of one row": "a,b\n1,2\n" * 2000,
    "a table of 5000 columns": ",".join(["a"] * 8000) + "\n" + ",".join(["1"] * 100),
    "JSON in the request": "analyse " + "[" * 60 + "]" * 60,
    "10,000 line breaks": "hi" + "\n" * 16_000,
    "emoji families": "👩‍👩‍👧‍👦" * 600,
    "right to left": "\u202eشكرا " * 1400,
    "regular expression's worst": "a" * 8000 + "!" + "(a+)+$" * 500,
    "names of recipes": "fibonacci prime sort binary search palindrome factorial gcd anagram " * 230,
    "digits": "9" * (16 * KIB - 10),
    "quotation marks": '"' * 8000,
    "hyphens and primes": "-'" * 8000,
    "over 16 KiB": "a" * (17 * KIB),
    "blank": " ",
}

# Text files of about 1 MiB beside a question: what looks like a table or JSON is looked for in them.
FILES = {
    "JSON that is never closed": "[1,\n" * 6 + "1,\n" * 240_000 + "1]\n1]\n1 x]",
    "lists that are never closed": "[1,\n" * 6 + "[1,1],\n" * 120_000 + "1]\n1]\n1 x]",
    "280,000 short lines": "{}\nx\n" * 140_000,
    "140,000 paragraphs": "a,b\n\n" * 140_000,
}


def file_request(text):
    parts = [{"text": "average of a"}, {"text": text, "mediaType": "text/plain", "filename": "a.txt"}]
    return {"message": {"messageId": "m", "role": "ROLE_USER", "parts": parts}}


def strangers():
    """What nobody needs an account for."""
    for name, body in JSON_BODIES.items():
        yield f"log-in, {name}", post("/auth/login", body())
        yield f"registration, {name}", post("/auth/register", body())
    for name, text in {
        "marks, 15 KiB": "username=" + MARKS * 3700 + "&password=x",
        "escaped marks, 15 KiB": "username=" + urllib.parse.quote(MARKS) * 1200 + "&password=x",
        "8000 fields": "a=b&" * 4000,
        "8000 percent signs": "username=" + "%" * 8000,
        "1 MiB": "username=" + "a" * (1 << 20),
        "no field": "&" * 16_000,
    }.items():
        yield f"form, {name}", form(text)
    escaped = urllib.parse.quote(MARKS)
    for name, path in {
        "marks in the path": "/api/v1/tasks/" + escaped * 1200,
        "marks in the query": "/health?x=" + escaped * 1200,
        "10,000 segments": "/" + "a/" * 7000,
        "10,000 empty segments": "/" + "/" * 14_000,
        "7000 parameters": "/health?" + "a&" * 7000,
        "dots": "/" + "../" * 5000,
        "percent signs": "/%" * 5000,
        "the description": "/openapi.json",
    }.items():
        yield f"GET, {name}", request("GET", path)
    for name, headers in {
        "a token of 15 KiB": {"Authorization": "Bearer " + "a" * (15 * KIB)},
        "a token of dots": {"Authorization": "Bearer " + "a." * (7 * KIB)},
        "a forged token": {"Authorization": "Bearer eyJhbGciOiJIUzI1NiJ9.e30." + "a" * 43},
        "a host of 15 KiB": {"Origin": "http://" + "a" * (15 * KIB)},
        "90 forwarded addresses": {"X-Forwarded-For": "1.1.1.1, " * 1500},
        "types without end": {"Accept": "text/event-stream;q=0," * 600},
        "a trace": {"traceparent": "00-" + "a" * (15 * KIB)},
        "a range": {"Range": "bytes=0-" + "1," * 7000},
        "an end of the world": {"Last-Event-ID": str(MOST)},
    }.items():
        yield f"header, {name}", request("GET", "/api/v1/auth/me", headers)


def users(token, task):
    """What an account may send; `task` is one of its own."""
    signed = {"Authorization": f"Bearer {token}"}
    for name, body in JSON_BODIES.items():
        yield f"request, {name}", post("/chat", body(), signed)
    for name, text in QUERIES.items():
        yield f"request, {name}", post("/chat", {"query": text}, signed)
        yield f"search, {name}", post("/agents/search", {"query": text}, signed)
    for name, text in FILES.items():
        yield f"file, {name}", post("/chat", file_request(text), signed)
    yield "search, 1 MiB", post("/agents/search", {"query": "word " * 200_000}, signed)
    for name, path in {
        "after the greatest number": f"/tasks/{task}/events?after={MOST}",
        "all events": f"/tasks/{task}/events",
        "a hundred tasks": "/tasks?limit=100",
        "a number too many": "/tasks?limit=101",
        "a cursor of marks": "/tasks?cursor=" + urllib.parse.quote(MARKS) * 1200,
        "the agents": "/agents",
        "an artifact with a long name": f"/tasks/{task}/artifacts/" + "a" * (14 * KIB),
        "figures": "/metrics",
    }.items():
        prefix = "" if path == "/metrics" else "/api/v1"
        yield f"GET, {name}", request("GET", prefix + path, signed)
    yield "cancel, marks", post(f"/tasks/{task}/cancel", JSON_BODIES["a name of marks"](), signed)
    yield "answer, 1 MiB", post(f"/tasks/{task}/input", {"text": "a" * ((1 << 20) - 20)}, signed)
    yield "a key for idempotency of 255 bytes", post("/chat", {"query": "hi"}, {**signed, "Idempotency-Key": "k" * 255})
