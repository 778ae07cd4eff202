"""Imports follow the layers of the design: who may import whom."""

import re
from pathlib import Path

from tree import Findings, files, lines

# Package.swift builds the same rule; this one also names the line, and sees what a build does not:
# a dependency that was declared although the design forbids it.
EVENTS_USERS = {"Contract", "Orchestration", "Events", "Accounts"}
DOORS = EVENTS_USERS | {"Streams", "Listener"}
LAYERS = {
    "Contract": set(),
    "CRuntime": set(),
    "Threads": {"CRuntime"},
    "Configuration": {"Contract"},
    "Signatures": {"Contract"},
    "NativeFunctions": {"Contract"},
    "Compression": set(),
    "Terminal": {"Contract"},
    "Tracing": {"Contract", "Outbound"},
    "Events": {"Contract", "Threads"},
    "Storage": {"Contract", "Threads"},
    "Accounts": {"Contract", "Threads"},
    "Backup": {"Contract", "Storage"},
    "Outbound": {"Contract", "Threads"},
    "Model": {"Contract", "Outbound"},
    "JSONRPC": {"Contract"},
    "A2AWire": {"Contract"},
    "RemoteAgents": {"Contract", "Outbound", "JSONRPC", "A2AWire"},
    "AgentWire": {"Contract", "AgentABI"},
    "PluginRuntime": {"Contract", "Threads", "CRuntime", "NativeFunctions", "AgentWire", "AgentABI"},
    "Orchestration": {"Contract", "Events"},
    "Conformance": {"Contract", "Threads", "AgentWire", "AgentABI", "ConformanceLinux"},
    "Scaffold": {"ScaffoldFiles"},
    "Streams": EVENTS_USERS | {"Listener"},
    "Listener": {"Contract"},
    "HTTP": DOORS,
    "WebSocket": DOORS | {"Compression"},
    "A2A": DOORS | {"JSONRPC", "A2AWire"},
}
# App composes them all, but reaches agents only through PluginRuntime.
LAYERS["App"] = set(LAYERS)

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)"
)
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')


def ours(module):
    """The name of a module of this repository as the table has it, or None."""
    if module.startswith("Hermes"):
        return module.removeprefix("Hermes")
    return module if module in ("AgentABI", "AgentKit") else None


def host(layer, module):
    name = ours(module)
    if name is None or name in LAYERS[layer] or name == layer:
        return None
    return f"{layer} must not import {module}"


def plugin(name, module, plugins):
    if module.startswith("Hermes"):
        return f"plugin {name} must not import {module}: plugins never import the host"
    for other in plugins:
        if other != name and module.startswith(other):
            return f"plugin {name} must not import {module}: plugins never import each other"
    return None


def escapes(path, included, root):
    """Whether an include leaves the plugin's own folder."""
    target = (path.parent / included).resolve()
    return ".." in Path(included).parts and root.resolve() not in target.parents


def check(path, parts, plugins, findings):
    for number, line in lines(path):
        match, include = IMPORT.match(line), INCLUDE.match(line)
        problem = None
        if parts[:2] == ("Sources", "Host") and len(parts) > 3:
            if parts[2] not in LAYERS:
                findings.add(path, 1, f"{parts[2]} has no row in scripts/checks/layers.py")
                return
            problem = match and host(parts[2], match[1])
        elif parts[:2] == ("Sources", "AgentKit"):
            if match and ours(match[1]) not in (None, "AgentABI"):
                problem = f"AgentKit must not import {match[1]}"
        elif parts[0] == "Plugins" and len(parts) > 2:
            problem = match and plugin(parts[1], match[1], plugins)
            if include and escapes(path, include[1], Path("Plugins", parts[1])):
                problem = f"plugin {parts[1]} must not include {include[1]}"
        if problem:
            findings.add(path, number, problem)


def main():
    findings = Findings()
    everything = files()
    plugins = {path.parts[1] for path in everything if path.parts[0] == "Plugins" and len(path.parts) > 2}
    for path in everything:
        if path.suffix in (".swift", ".c", ".h"):
            check(path, path.parts, plugins, findings)
    findings.end()


main()
