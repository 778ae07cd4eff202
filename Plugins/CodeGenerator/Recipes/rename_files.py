# recipe: rename_files
# title: Rename the files of a folder
# keywords: rename files, batch rename, rename all files in a folder, add a prefix to file names
# tags: file
# main: rename_files
# also: directory, all
"""Rename the files of a folder."""

from pathlib import Path
from typing import Dict


def planned_names(folder: Path, prefix: str) -> Dict[Path, Path]:
    """Return for each file of a folder what it would be called with a prefix."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return {path: path.with_name(prefix + path.name) for path in files}


def rename_files(folder: Path, prefix: str) -> int:
    """Add a prefix to the names of all files of a folder, and return how many there were.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("x"), (folder / "b.txt").write_text("y")
    >>> rename_files(folder, "trip-")
    2
    >>> sorted(path.name for path in folder.iterdir())
    ['trip-a.txt', 'trip-b.txt']
    """
    names = planned_names(folder, prefix)
    taken = [new.name for new in names.values() if new.exists()]
    if taken:
        raise FileExistsError(f"{', '.join(taken)} exists already: nothing was renamed")
    for old, new in names.items():
        old.rename(new)
    return len(names)
