# recipe: find_files
# title: Find files by pattern
# keywords: find files, search files, file search, list files recursively, files with extension, walk directory, glob
# tags: file
# main: find_files
# also: directory, subfolders, subdirectories, matching, ending, paths, names
"""Find files by pattern."""

from pathlib import Path
from typing import List


def find_files(folder: Path, pattern: str = "*") -> List[Path]:
    """Return all files below folder whose name matches a glob pattern, sorted.

    >>> import tempfile
    >>> root = Path(tempfile.mkdtemp())
    >>> (root / "sub").mkdir()
    >>> for name in ("a.txt", "b.py", "sub/c.txt"):
    ...     _ = (root / name).write_text("")
    >>> [path.relative_to(root).as_posix() for path in find_files(root, "*.txt")]
    ['a.txt', 'sub/c.txt']
    >>> find_files(root, "*.md")
    []
    >>> find_files(root / "missing")
    Traceback (most recent call last):
        ...
    NotADirectoryError: missing is not a folder
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder.name} is not a folder")
    return sorted(path for path in folder.rglob(pattern) if path.is_file())
