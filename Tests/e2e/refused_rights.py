"""Files that others can change, or the server can't read, each with its line. See refused_place.py."""

import os
import shutil
import struct

from agents_folder import put
from refused_place import Case

# A user and a group of whom this machine has others than the one that runs the tests.
STRANGER, STAFF = 47110, 1


def library_open_to_others(place):
    place.put()
    place.so.chmod(0o666)


def folder_open_to_others(place):
    open_folder = place.apart / "open"
    open_folder.mkdir(exist_ok=True)
    put(place.library(), open_folder)
    open_folder.chmod(0o777)
    place.write(f'path = "{open_folder}/Fault.so"\n')


def manifest_open_to_others(place):
    put(place.library(), place.folder, place.so.name)
    # Nothing is between the write and the rights.
    new = place.folder / f".{place.stem}"
    new.write_text("")
    new.chmod(0o666)
    new.rename(place.toml)


def in_apart(place, name):
    """A folder with the library, by way of a manifest; the rights are the case's."""
    folder = place.apart / name / "inner"
    folder.mkdir(parents=True, exist_ok=True)
    put(place.library(), folder)
    place.write(f'path = "{folder}/Fault.so"\n')
    return folder.parent


def hidden(place, change):
    """The library changed before it has its name."""
    new = place.folder / f".{place.stem}"
    shutil.copy(place.library(), new)
    new.chmod(0o644)
    change(new)
    new.rename(place.so)


def group_writes(path):
    os.chown(path, -1, STAFF)
    path.chmod(0o664)


def list_writes(path):
    """As setfacl -m u:47110:rw does."""
    entries = [(1, 6, -1), (2, 6, STRANGER), (4, 4, -1), (16, 6, -1), (32, 4, -1)]
    value = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)
    os.setxattr(path, "system.posix_acl_access", value)


def strangers_folder(place):
    os.chown(in_apart(place, "theirs"), STRANGER, -1)


def open_grandparent(place):
    in_apart(place, "wide").chmod(0o757)


def strangers_link(place):
    new = place.folder / f".{place.stem}"
    put(place.library(), place.apart)
    new.symlink_to(place.apart / "Fault.so")
    os.chown(new, STRANGER, -1, follow_symlinks=False)
    new.rename(place.so)


def link_to_open_folder(place):
    folder = place.apart / "linked"
    folder.mkdir(exist_ok=True)
    put(place.library(), folder)
    folder.chmod(0o757)
    place.so.symlink_to(folder / "Fault.so")


def strangers_manifest(place):
    put(place.library(), place.folder, place.so.name)
    new = place.folder / f".{place.stem}"
    new.write_text("")
    os.chown(new, STRANGER, -1)
    new.rename(place.toml)


def unreadable(place):
    new = place.folder / f".{place.stem}"
    shutil.copy(place.library(), new)
    new.chmod(0)
    new.rename(place.so)


PERMISSIONS = [
    Case(
        "open_library", library_open_to_others,
        "{so}: {so} can be written by other users; run: chmod o-w {so}",
    ),
    Case(
        "open_folder", folder_open_to_others,
        "{apart}/open/Fault.so: {apart}/open can be written by other users; run: chmod o-w "
        "{apart}/open",
    ),
    Case(
        "open_manifest", manifest_open_to_others,
        "{toml}: it can be written by other users; run: chmod o-w {toml}",
    ),
    Case(
        "open_grandparent", open_grandparent,
        "{apart}/wide/inner/Fault.so: {apart}/wide can be written by other users; run: chmod o-w "
        "{apart}/wide",
    ),
    Case(
        "link_to_open_folder", link_to_open_folder,
        "{so}: {apart}/linked can be written by other users; run: chmod o-w {apart}/linked",
    ),
    Case(
        "access_list", lambda place: hidden(place, list_writes),
        "{so}: {so} can be written by uid 47110 (access control list); run: setfacl -b {so}",
    ),
    Case(
        "a_folder", lambda place: place.so.mkdir(),
        "{so}: it is not a regular file; put the library itself there",
    ),
    Case(
        "a_pipe", lambda place: os.mkfifo(place.so, 0o644),
        "{so}: it is not a regular file; put the library itself there",
    ),
    Case(
        "dangling", lambda place: place.so.symlink_to("nowhere.so"),
        "{so}: it can't be found (No such file or directory); check the path",
    ),
    Case(
        "circle", lambda place: place.so.symlink_to(place.so.name),
        "{so}: it can't be found (Too many levels of symbolic links); check the path",
    ),
    Case(
        "manifest_folder", lambda place: place.toml.mkdir(),
        "{toml}: it is not a regular file; replace it with a text file",
    ),
    Case(
        "unreadable", unreadable,
        "{so}: it can't be read (The operation could not be completed. You don’t have permission.); "
        "make it readable for the user that runs the server",
    ),
]  # fmt: skip


# Only root can give a file away
FOREIGN = [
    Case(
        "strangers_library", lambda place: hidden(place, lambda path: os.chown(path, STRANGER, -1)),
        "{so}: {so} belongs to uid 47110, who is neither root nor the user of the server; run: "
        "chown {user} {so}",
    ),
    Case(
        "strangers_folder", strangers_folder,
        "{apart}/theirs/inner/Fault.so: {apart}/theirs belongs to uid 47110, who is neither root "
        "nor the user of the server; run: chown {user} {apart}/theirs",
    ),
    Case(
        "strangers_link", strangers_link,
        "{so}: {so} belongs to uid 47110, who is neither root nor the user of the server; run: "
        "chown -h {user} {so}",
    ),
    Case(
        "strangers_manifest", strangers_manifest,
        "{toml}: it belongs to uid 47110, who is neither root nor the user of the server; run: "
        "chown {user} {toml}",
    ),
    Case(
        "group_writes", lambda place: hidden(place, group_writes),
        "{so}: {so} can be written by the group {staff}; run: chmod g-w {so}",
    ),
]  # fmt: skip
