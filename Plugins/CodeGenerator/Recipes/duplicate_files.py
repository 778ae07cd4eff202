# recipe: duplicate_files
# title: Find duplicate files
# keywords: duplicate files, find duplicates on disk, same content files
# tags: file, hash
# main: find_duplicate_files
# also: subfolders, subdirectories, directory, twice, identical, copies, recursively, contents
"""Find duplicate files."""

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Dict, List


def find_duplicate_files(folder: Path) -> List[List[Path]]:
    """Return groups of files below folder that have the same content.

    >>> import tempfile
    >>> root = Path(tempfile.mkdtemp())
    >>> for name, text in [("a", "same"), ("b", "same"), ("c", "else"), ("d", "four")]:
    ...     _ = (root / name).write_text(text)
    >>> [[path.name for path in group] for group in find_duplicate_files(root)]
    [['a', 'b']]
    >>> find_duplicate_files(root / "missing")
    []
    """
    by_size: Dict[int, List[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            by_size[path.stat().st_size].append(path)
    by_content: Dict[str, List[Path]] = defaultdict(list)
    for paths in by_size.values():
        if len(paths) > 1:
            for path in paths:
                by_content[_digest(path)].append(path)
    return [group for group in by_content.values() if len(group) > 1]


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 16), b""):
            digest.update(block)
    return digest.hexdigest()
