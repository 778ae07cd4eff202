"""The licences of everything that is linked in or shipped along."""

import re

from release import ROOT, toolchain

CHECKOUTS = ROOT / ".build/checkouts"
# The names of the SPDX list, by a sentence that only that licence has.
KNOWN = {
    "Apache-2.0": "Apache License",
    "MIT": "Permission is hereby granted, free of charge",
    "BSD-3-Clause": "Redistributions in binary form",
}
HEAD = """\
Hermes
======

Copyright: the authors of Hermes. The sources name no licence for Hermes itself.

The program and its agents contain the libraries below, or need the Swift runtime that is shipped
along, under these licences. Each licence is followed by the names of what it applies to.
"""


def texts():
    """Licence text by name of component."""
    found = {"Swift runtime": (toolchain() / "share/swift/LICENSE.txt").read_text()}
    for folder in sorted(CHECKOUTS.iterdir()):
        # A notice names further code inside, with its licence: BoringSSL, libyaml, llhttp and others.
        files = sorted(file for file in folder.iterdir() if re.match(r"(?i)(licen[cs]e|notice|copying)", file.name))
        found[folder.name] = "\n\n".join(file.read_text(errors="replace").strip() for file in files)
    return found


def spdx(text):
    """The identifier of the first licence in a text, or None if it is not a known one."""
    places = {text.find(sentence): name for name, sentence in KNOWN.items() if sentence in text}
    return places[min(places)] if places else None


def document():
    """All licences in one text; the same text is printed once."""
    users = {}
    for name, text in texts().items():
        users.setdefault(text.strip(), []).append(name)
    parts = [HEAD]
    for text, names in users.items():
        title = ", ".join(names)
        parts.append(f"{title}\n{'-' * min(len(title), 100)}\n\n{text}\n")
    return "\n\n".join(parts)
