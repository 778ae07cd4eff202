"""JSON Web Tokens that a server must not believe."""

import base64
import hashlib
import hmac
import json


def encode(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def signed(header, claims, key=b"not the server's key"):
    body = f"{encode(header)}.{encode(claims)}"
    return f"{body}.{encode(hmac.new(key, body.encode(), hashlib.sha256).digest())}"


def variants(token):
    """Name and token, each made from a good one."""
    head, body, signature = token.split(".")
    header, claims = decode(head), decode(body)
    flipped = ("A" if signature[5] != "A" else "B").join((signature[:5], signature[6:]))
    admin = encode({**claims, "role": "admin"})
    unsigned = encode({**header, "alg": "none"})
    return {
        "forged signature": f"{head}.{body}.{flipped}",
        "no signature": f"{head}.{body}.",
        "alg none": f"{unsigned}.{body}.",
        "alg none with the old signature": f"{unsigned}.{body}.{signature}",
        "alg None in capitals": f"{encode({**header, 'alg': 'NONE'})}.{body}.",
        "another key": signed(header, claims),
        "an empty key": signed(header, claims, b""),
        "changed claims": f"{head}.{admin}.{signature}",
        "a kid that is a path": signed({**header, "kid": "../../../../dev/null"}, claims, b""),
        "a kid that is no string": signed({**header, "kid": {"a": 1}}, claims),
        "another algorithm": signed({**header, "alg": "RS256"}, claims),
        "two parts": f"{head}.{body}",
        "garbage": "garbage",
        "long garbage": "a" * 6000,
    }
