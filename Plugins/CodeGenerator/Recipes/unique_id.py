# recipe: unique_id
# title: Unique identifiers (UUID)
# keywords: uuid, unique id, random identifier, guid, generate id, validate uuid
# tags: identifier
# main: new_id
# also: identifiers, prefix
"""Unique identifiers (UUID)."""

import re
import uuid

_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def new_id(prefix: str = "") -> str:
    """Return a new random UUID, with an optional prefix.

    >>> is_uuid(new_id())
    True
    >>> new_id("user_").startswith("user_")
    True
    >>> new_id() == new_id()
    False
    """
    return f"{prefix}{uuid.uuid4()}"


def is_uuid(text: str) -> bool:
    """Tell whether text is a UUID in its usual form.

    >>> is_uuid("123e4567-e89b-12d3-a456-426614174000")
    True
    >>> is_uuid("123e4567")
    False
    """
    return _FORM.fullmatch(text.lower()) is not None
