"""Manifests with [native] for the tests, put into a folder of agents."""

import pathlib

from agents_folder import replace
from hermes_process import AGENTS

# `length` is told that a number is no address; the rest is as C declares it.
BASE = """
{head}
[agents.{agent}]
deadline = 20
[native]
library = "{library}"
agent = "{agent}"
description = "Samples of the C library."
version = "{version}"
[[native.functions]]
id = "length"
symbol = "{symbol}"
description = "Takes the length at an address."
arguments = [{{ type = "uint64", name = "address" }}]
returns = {{ type = "size_t", name = "length" }}
[[native.functions]]
id = "absolute"
symbol = "labs"
description = "Takes the absolute value."
arguments = [{{ type = "long", name = "number" }}]
returns = {{ type = "long", name = "absolute" }}
[[native.functions]]
id = "sleep"
description = "Sleeps for some seconds."
arguments = [{{ type = "unsigned int", name = "seconds" }}]
returns = {{ type = "unsigned int", name = "left" }}
"""


def sample(agent="Sample", library="libc.so.6", version="1", symbol="strlen", head=""):
    return BASE.format(agent=agent, library=library, version=version, symbol=symbol, head=head)


def shipped(name, enabled=True, head=""):
    """A manifest of this repository's agents.d, enabled."""
    text = pathlib.Path(AGENTS, f"{name}.toml").read_text()
    assert text.count("enabled = false") == 1
    return head + text.replace("enabled = false", "enabled = true" if enabled else "enabled = false")


def put(text, folder, name):
    replace(text.encode(), pathlib.Path(folder) / f"{name}.toml")


def fill(folder, head=""):
    """zlib and libm as they are shipped, enabled."""
    put(shipped("zlib", head=head), folder, "zlib")
    put(shipped("libm", head=head), folder, "libm")
