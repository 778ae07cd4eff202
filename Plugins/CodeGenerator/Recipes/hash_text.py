# recipe: hash_text
# title: Hash of a text or a file
# keywords: sha, sha256, md5, hash, checksum, digest, hash of a file, hash a string, file checksum
# tags: hash, security
# main: sha256_text
# also: hexadecimal, large
"""Hash of a text or a file."""

import hashlib
from pathlib import Path


def sha256_text(text: str) -> str:
    """Return the SHA-256 of text in UTF-8, as hexadecimal digits.

    >>> sha256_text("hello")
    '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
    >>> sha256_text("")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file of any size, read block by block.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "file"
    >>> _ = path.write_text("hello")
    >>> sha256_file(path) == sha256_text("hello")
    True
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 16), b""):
            digest.update(block)
    return digest.hexdigest()
