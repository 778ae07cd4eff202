# recipe: zip_folder
# title: Pack a folder into a ZIP file
# keywords: zip a folder, zip files, create a zip file, unzip a file, zip archive, backup a folder
# tags: file
# main: zip_folder
# also: directory, compress, subfolders, extract, backup
"""Pack a folder into a ZIP file."""

import zipfile
from pathlib import Path
from typing import List


def zip_folder(folder: Path, archive: Path) -> List[str]:
    """Pack the files of a folder, with those below it, into a ZIP file; return their names in it.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()) / "notes"
    >>> folder.mkdir()
    >>> _ = (folder / "a.txt").write_text("hello")
    >>> zip_folder(folder, folder.parent / "notes.zip")
    ['a.txt']
    >>> unzip(folder.parent / "notes.zip", folder.parent / "copy")
    ['a.txt']
    >>> (folder.parent / "copy" / "a.txt").read_text()
    'hello'
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in files]
    with zipfile.ZipFile(archive, "w", compression=zipfile.ZIP_DEFLATED) as target:
        for path, name in zip(files, names):
            target.write(path, name)
    return names


def unzip(archive: Path, folder: Path) -> List[str]:
    """Extract (unpack) a ZIP file into a folder; return the names of its files."""
    with zipfile.ZipFile(archive) as source:
        source.extractall(folder)
        return source.namelist()
