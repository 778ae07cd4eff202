# recipe: folder_size
# title: Size of a folder and its files by type
# keywords: folder size, size of a directory, directory size, count files by extension, files by type, largest files in a folder
# tags: file
# main: folder_size
# also: subfolders, subdirectories, total, disk, usage, space
"""Size of a folder and its files by type."""

from collections import Counter
from pathlib import Path
from typing import Dict, List, Tuple


def folder_size(folder: Path) -> int:
    """Return how many bytes the files in a folder and the folders below it have in all.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("abc"), (folder / "b.md").write_text("hello")
    >>> folder_size(folder)
    8
    """
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def files_by_extension(folder: Path) -> Dict[str, int]:
    """Count the files in a folder and below it by their extension.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = [(folder / name).write_text("") for name in ("a.txt", "b.TXT", "c")]
    >>> sorted(files_by_extension(folder).items())
    [('', 1), ('.txt', 2)]
    """
    return dict(Counter(path.suffix.lower() for path in folder.rglob("*") if path.is_file()))


def largest_files(folder: Path, count: int = 10) -> List[Tuple[int, Path]]:
    """Return the largest files in a folder and below it, with their bytes, the largest first."""
    sizes = [(path.stat().st_size, path) for path in folder.rglob("*") if path.is_file()]
    return sorted(sizes, key=lambda entry: -entry[0])[:count]
