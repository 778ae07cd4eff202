"""The files that all packages share, put into a folder: program, agents, Swift runtime, documents."""

import gzip
import os
import pathlib
import shutil

import licences
from release import AGENTS, MANIFESTS, PROGRAM, ROOT, library, run, toolchain

# What Swift agents may need, those of other people too. FoundationNetworking and FoundationXML are
# left out: they would bring libcurl and libxml2 along. SwiftOnoneSupport is for debug builds.
RUNTIME = [
    "libBlocksRuntime", "libFoundation", "libFoundationEssentials", "libFoundationInternationalization",
    "lib_FoundationICU", "libdispatch", "libswiftCore", "libswiftDispatch", "libswiftDistributed", "libswiftGlibc",
    "libswiftObservation", "libswiftRegexBuilder", "libswiftSwiftOnoneSupport", "libswiftSynchronization",
    "libswift_Builtin_float", "libswift_Concurrency", "libswift_Differentiation", "libswift_RegexParser",
    "libswift_StringProcessing", "libswift_Volatile",
]


def add_program(prefix):
    """bin/hermes below the folder `prefix`."""
    program = prefix / "bin/hermes"
    program.parent.mkdir(parents=True, exist_ok=True)
    run("strip", "-s", "-o", program, PROGRAM)
    # It names the folders of the machine where it was built.
    run("patchelf", "--remove-rpath", program)
    program.chmod(0o755)


def add_runtime(prefix):
    """lib/hermes/swift below `prefix`, where the program looks for it."""
    folder = prefix / "lib/hermes/swift"
    folder.mkdir(parents=True)
    for name in RUNTIME:
        run("strip", "-s", "-o", folder / f"{name}.so", toolchain() / f"lib/swift/linux/{name}.so")
        (folder / f"{name}.so").chmod(0o644)


def add_agents(folder, *, runpath=None):
    """Agents and manifests. `runpath`: where the Swift runtime will be, if that is known."""
    folder.mkdir(parents=True)
    for agent in AGENTS:
        file = folder / f"{agent}.so"
        run("strip", "-s", "-o", file, library(agent))
        run("patchelf", *(["--set-rpath", runpath] if runpath else ["--remove-rpath"]), file)
        file.chmod(0o644)
    for manifest in sorted(MANIFESTS.glob("*.toml")):
        copy(manifest, folder / manifest.name)


def add_documents(share, *, program):
    """Manual, completions and licences below the folder `share`, from what the program says of itself."""
    page = run(ROOT / "scripts/man", program)
    write(share / "man/man1/hermes.1.gz", packed(page))
    for shell, place in {
        "bash": "bash-completion/completions/hermes",
        "zsh": "zsh/vendor-completions/_hermes",
        "fish": "fish/vendor_completions.d/hermes.fish",
    }.items():
        script = run(program, "--generate-completion-script", shell)
        # It is read by a shell and not run.
        write(share / place, script.removeprefix("#!/bin/bash\n").encode())
    write(share / "doc/hermes-server/copyright", licences.document().encode())
    changes = (ROOT / "CHANGELOG.md").read_text()
    write(share / "doc/hermes-server/CHANGELOG.md.gz", packed(changes))


def packed(text):
    return gzip.compress(text.encode(), 9, mtime=0)


def write(path, content, *, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


def copy(source, path, *, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)
    path.chmod(mode)


def date_files(root, *, epoch):
    """Gives everything one time and folders one mode, whatever the umask."""
    for folder, _, names in os.walk(root):
        os.chmod(folder, 0o755)
        for name in names:
            os.utime(pathlib.Path(folder) / name, (epoch, epoch), follow_symlinks=False)
        os.utime(folder, (epoch, epoch))
