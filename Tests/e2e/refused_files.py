"""Files that are no library which a server may open, each with its line. See refused_place.py."""

import os
import subprocess

from agents_folder import replace
from hermes_process import ROOT
from refused_place import Case


def patched(offset, content):
    """The library with these bytes at the offset."""

    def make(place):
        whole = place.library().read_bytes()
        replace(whole[:offset] + content + whole[offset + len(content) :], place.so)

    return make


def first(count):
    return lambda place: replace(place.library().read_bytes()[:count], place.so)


def sparse(size):
    """As large as that, with nothing in it: it would take more memory than there is to read it."""
    def make(place):
        place.so.write_bytes(b"")
        os.truncate(place.so, size)
    return make


def linked(*options):
    """The echoing fixture, linked so."""

    def make(place):
        new = place.folder / f".{place.stem}"
        include = [f"-I{ROOT}/Sources/AgentABI/include", f"-I{ROOT}/Tests/Fixtures/plugins"]
        source = ROOT / "Tests/Fixtures/plugins/echo.c"
        subprocess.run(["cc", "-shared", "-fPIC", *include, *options, "-o", new, source], check=True)
        new.chmod(0o644)
        new.rename(place.so)

    return make


def needing(name):
    """Linked with a library that has no SONAME, by a relative path."""

    def make(place):
        subprocess.run(["cc", "-shared", "-x", "c", "/dev/null", "-o", place.apart / name], check=True)
        here = os.getcwd()
        os.chdir(place.apart)
        try:
            linked("-Wl,--no-as-needed", f"./{name}")(place)
        finally:
            os.chdir(here)

    return make


def depending(change):
    """Linked with a library of a folder of its own, found there by its RUNPATH, in which `change` was made."""

    def make(place):
        folder = place.apart / place.stem
        folder.mkdir()
        library = folder / "libdependency.so"
        subprocess.run(["cc", "-shared", "-x", "c", "/dev/null", "-Wl,-soname,libdependency.so", "-o", library],
                       check=True)
        change(library)
        linked("-Wl,--no-as-needed", f"-L{folder}", "-ldependency", f"-Wl,-rpath,{folder}")(place)

    return make


def relinked(library, *options):
    """The dependency once more, linked with these options."""
    subprocess.run(["cc", "-shared", "-x", "c", "/dev/null", "-Wl,-soname,libdependency.so", *options, "-o", library],
                   check=True)


def looks_beside(library):
    """It looks for its own dependencies in a folder beside its own that everybody can write."""
    (library.parent / "open").mkdir()
    (library.parent / "open").chmod(0o777)
    relinked(library, "-Wl,-rpath,$ORIGIN/open")


def for_newer_processors(library):
    (library.parent / "glibc-hwcaps").mkdir()
    (library.parent / "glibc-hwcaps").chmod(0o777)


def in_sticky_folder(library):
    """Everybody may add to its folder, though nobody else can replace it."""
    library.parent.chmod(0o1777)


def moved_elsewhere(library):
    """A link to what others can write."""
    real = library.with_name("elsewhere.so")
    library.rename(real)
    library.symlink_to(real)
    real.chmod(0o666)


def fixture(name):
    return lambda place: place.put(name)


FILES = [
    Case(
        "empty", lambda place: replace(b"", place.so),
        "{so}: it is not an ELF shared library; build it with -shared -fPIC",
    ),
    Case(
        "text", lambda place: replace(b"print('hello')\n" * 9, place.so),
        "{so}: it is not an ELF shared library; build it with -shared -fPIC",
    ),
    Case("sparse", sparse(1 << 40), "{so}: it is larger than 256 MiB; strip it (strip -g)"),
    Case("half", first(8000), "{so}: it is cut short; copy it again, and rename it into place"),
    Case("header", first(64), "{so}: it is cut short; copy it again, and rename it into place"),
    Case(
        "risc_v", patched(18, b"\xf3\0"),
        "{so}: it is built for another architecture; build it on {machine}",
    ),
    Case(
        "32_bit", patched(4, b"\1"),
        "{so}: it is built for another architecture; build it on {machine}",
    ),
    Case(
        "runpath", linked("-Wl,-rpath,libs"),
        '{so}: its RUNPATH "libs" is relative; link its dependencies from absolute paths, or '
        "statically",
    ),
    Case(
        "origin", linked("-Wl,-rpath,/usr/lib:$ORIGIN/../lib"),
        '{so}: its RUNPATH "$ORIGIN/../lib" is relative; link its dependencies from absolute '
        "paths, or statically",
    ),
    Case(
        "empty_runpath", linked("-Wl,-rpath,/usr/lib:"),
        "{so}: its RUNPATH has an empty entry, which is the working directory; link it without, or "
        "run: patchelf --remove-rpath FILE",
    ),
    Case(
        "creatable_runpath", linked("-Wl,-rpath,/tmp/hermes-nowhere/lib"),
        "{so}: it looks for its dependencies in /tmp/hermes-nowhere/lib: /tmp/hermes-nowhere doesn't "
        "exist, and other users can create it in /tmp; run: mkdir /tmp/hermes-nowhere, or link without it",
    ),
    Case(
        "relative_needed", needing("needed.so"),
        '{so}: it needs "./needed.so", a path that begins in the working directory; give that '
        "library a SONAME (-Wl,-soname,NAME) and link again, or link it statically",
    ),
    Case(
        "writable_dependency", depending(lambda library: library.chmod(0o666)),
        "{so}: it would load {apart}/writable_dependency/libdependency.so: "
        "{apart}/writable_dependency/libdependency.so can be written by other users; "
        "run: chmod o-w {apart}/writable_dependency/libdependency.so",
    ),
    Case(
        "origin_dependency", depending(looks_beside),
        "{so}: it would load {apart}/origin_dependency/libdependency.so, which looks for its dependencies in "
        "{apart}/origin_dependency/open: {apart}/origin_dependency/open can be written by other users; "
        "run: chmod o-w {apart}/origin_dependency/open",
    ),
    Case(
        "relative_dependency", depending(lambda library: relinked(library, "-Wl,-rpath,libs")),
        "{so}: it would load {apart}/relative_dependency/libdependency.so, which looks for its dependencies in "
        '"libs": that is another folder from process to process; link it with absolute paths or $ORIGIN',
    ),
    Case(
        "hwcaps", depending(for_newer_processors),
        "{so}: it looks for its dependencies in {apart}/hwcaps: {apart}/hwcaps/glibc-hwcaps can be written by other "
        "users; run: chmod o-w {apart}/hwcaps/glibc-hwcaps",
    ),
    Case(
        "sticky_dependency", depending(in_sticky_folder),
        "{so}: it looks for its dependencies in {apart}/sticky_dependency: {apart}/sticky_dependency can be written by "
        "other users, who could put a library there; run: chmod go-w {apart}/sticky_dependency, or link without it",
    ),
    Case(
        "stack_of_dependency", depending(lambda library: relinked(library, "-Wl,-z,execstack")),
        "{so}: it would load {apart}/stack_of_dependency/libdependency.so: its PT_GNU_STACK header is flagged RWE, "
        "which makes the stacks of all threads executable; link it with -z noexecstack, and give its assembler files a "
        ".note.GNU-stack section",
    ),
    Case(
        "linked_dependency", depending(moved_elsewhere),
        "{so}: it would load {apart}/linked_dependency/libdependency.so: "
        "{apart}/linked_dependency/elsewhere.so can be written by other users; "
        "run: chmod o-w {apart}/linked_dependency/elsewhere.so",
    ),
    Case(
        "auxiliary", linked("-Wl,--auxiliary,/usr/lib/libother.so"),
        "{so}: its DT_AUXILIARY makes another library's code run instead of it or around it; link it without --audit, "
        "--depaudit, --auxiliary and --filter",
    ),
    Case(
        "execstack", linked("-Wl,-z,execstack"),
        "{so}: its PT_GNU_STACK header is flagged RWE, which makes the stacks of all threads "
        "executable; link it with -z noexecstack, and give its assembler files a .note.GNU-stack "
        "section",
    ),
    Case(
        "missing_entry", fixture("missing_entry"),
        "{so}: it does not export hermes_agent_entry; define that function with HERMES_EXPORT, or "
        "move the file out of agents.d",
    ),
    Case(
        "null_entry", fixture("null_entry"),
        "{so}: its hermes_agent_entry answered NULL; rebuild it against hermes_agent.h of this "
        "host (ABI {abi})",
    ),
    Case(
        "other_major", fixture("other_major"),
        "{so}: it has ABI major 2 and this host 1; rebuild it against hermes_agent.h of this host",
    ),
    Case(
        "short_struct", fixture("short_struct"),
        "{so}: its struct_size 64 does not cover destroy; rebuild it against hermes_agent.h of "
        "this host",
    ),
    Case(
        "zero_agents", fixture("zero_agents"),
        "{so}: its agent_count is 0 and not 1 to 64; rebuild it against hermes_agent.h of this host",
    ),
    Case(
        "null_card", fixture("null_card"),
        "{so}: its agent_card(0) answered NULL; return the card as JSON bytes",
    ),
    Case(
        "null_invoke", fixture("null_invoke"),
        "{so}: its invoke is NULL; rebuild it against hermes_agent.h of this host",
    ),
    Case(
        "invalid_json_card", fixture("invalid_json_card"),
        '{so}: agent 0: its card is not valid JSON: unexpected end at byte 36; see "agent_card" in '
        "hermes_agent.h",
    ),
    Case(
        "invalid_utf8_card", fixture("invalid_utf8_card"),
        '{so}: agent 0: its card is not valid JSON: invalid UTF-8 at byte 19; see "agent_card" in '
        "hermes_agent.h",
    ),
    Case(
        "no_skills_card", fixture("no_skills_card"),
        '{so}: agent 0: its card has no skills; see "agent_card" in hermes_agent.h',
    ),
    Case(
        "duplicate_name", fixture("duplicate_name"),
        "{so}: it holds two agents named DuplicateName; give each agent its own name",
    ),
    Case(
        "skill_twice", fixture("skill_twice"),
        '{so}: agent 0: its card has two skills with the same id; see "agent_card" in hermes_agent.h',
    ),
    Case(
        "missing_extension", fixture("requires_missing_extension"),
        "{so}: agent RequiresMissingExtension requires hermes.fixture-nowhere/1, which this host "
        "does not offer; use a newer host, or build the agent without it",
    ),
    Case(
        "create_fails", fixture("create_fails"),
        "{so}: agent CreateFails: create answered -1 (the fixture does not want to be created); "
        "see its message",
    ),
    Case(
        "needs_symbol", fixture("needs_symbol"),
        "{so}: it can't be opened ({copy}: undefined symbol: hermes_fixture_nowhere); install or "
        "rebuild what it names; dependencies come from system or absolute paths",
    ),
    Case(
        "aborts_at_load", fixture("aborts_at_load"),
        "{so}: it ended the child that inspected it (SIGABRT: no table of primes); debug it with: "
        "hermes agent check {so}",
    ),
    Case(
        "exits_at_load", fixture("exits_at_load"),
        "{so}: it ended the child that inspected it (exit code 7); debug it with: hermes agent check {so}",
    ),
    Case(
        "writes_garbage", fixture("writes_garbage"),
        "{so}: it ended the child that inspected it (it sent something that is not of this "
        "protocol); debug it with: hermes agent check {so}",
    ),
    Case(
        "hangs_at_load", fixture("hangs_at_load"),
        "{so}: it ended the child that inspected it (it did not answer within 20.0 seconds); "
        "debug it with: hermes agent check {so}",
    ),
    Case(
        "same_name", fixture("Generation"),
        "{so}: an agent named Generation is loaded already from {good}; remove one of the two",
    ),
]  # fmt: skip
