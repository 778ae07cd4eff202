"""Manifests and signatures that a server refuses, each with its line. See refused_place.py."""

from agents_folder import replace
from refused_place import Case


def manifest(text):
    """Beside a sound library."""

    def make(place):
        place.put()
        place.write(text)

    return make


MANIFESTS = [
    Case(
        "unknown_key", manifest("[agents.Fault]\ngrant = []\n"),
        "{toml}: agents.Fault.grant is not a key here; did you mean grants?",
    ),
    Case(
        "unknown_table", manifest("[frobnication]\n"),
        "{toml}: frobnication is not a key here; known here: agents, environment, lane, limits, "
        "native, path, url",
    ),
    Case(
        "mistyped", manifest("[agents.Fault]\nenabled = 1\n"),
        "{toml}: agents.Fault.enabled is a whole number; write true or false",
    ),
    Case(
        "out_of_range", manifest("[limits]\ndescriptors = 4\n"),
        "{toml}: limits.descriptors is 4; write a whole number from 16 to 1048576",
    ),
    Case(
        "bad_size", manifest('[limits]\nmemory = "2GB"\n'),
        '{toml}: limits.memory is "2GB"; write bytes from 64MiB to 64TiB, as a whole number or '
        "with KiB, MiB, GiB or TiB",
    ),
    Case(
        "bad_deadline", manifest('[agents.Fault]\ndeadline = "25h"\n'),
        '{toml}: agents.Fault.deadline is "25h"; write 1ms to 24h, such as "500ms", "30s", "2m", '
        '"1h" or a number of seconds',
    ),
    Case(
        "bad_lane", manifest('lane = "proces"\n'),
        '{toml}: lane is "proces"; did you mean "process"?',
    ),
    Case(
        "bad_grant", manifest('[agents.Fault]\ngrants = ["root"]\n'),
        '{toml}: agents.Fault.grants is "root"; write one of "model", "agents", "store", "blob"',
    ),
    Case(
        "no_toml", manifest('path = "a"\npath = "b"\n'),
        "{toml}: line 2, column 8: Error while parsing key-value pair: cannot redefine existing "
        "string 'path'; correct the TOML there (toml.io shows the syntax)",
    ),
    Case(
        "not_utf8", lambda place: replace(b'path = "\xff"\n', place.toml),
        "{toml}: it is not UTF-8; save it as UTF-8",
    ),
    Case(
        "unknown_agent", manifest("[agents.Faulty]\n"),
        "{toml}: agents.Faulty is not an agent of the library; it holds Fault",
    ),
    Case(
        "above_the_card", manifest("[agents.Fault]\nmax_concurrency = 5\n"),
        "{toml}: agents.Fault.max_concurrency is 5, but the agent's card allows 4; write 4 or less",
    ),
    Case(
        "limits_in_process", manifest('lane = "in-process"\n[limits]\ncore = 0\n'),
        '{toml}: limits has no effect with lane = "in-process"; set lane = "process", or '
        "remove [limits]",
    ),
    Case(
        "environment_in_process", manifest('lane = "in-process"\n[environment]\nA = "b"\n'),
        '{toml}: environment has no effect with lane = "in-process"; set lane = "process", or '
        "remove [environment]",
    ),
    Case(
        "preload", manifest('[environment]\nLD_PRELOAD = "/tmp/x.so"\n'),
        "{toml}: environment.LD_PRELOAD selects code that would be loaded unchecked; remove it, and link "
        "the library with its dependencies",
    ),
    Case(
        "no_library", lambda place: place.write('path = "nowhere/Fault.so"\n'),
        "{folder}/nowhere/Fault.so: it can't be found (No such file or directory); check the path",
    ),
    Case(
        "nothing_beside", lambda place: place.write(""),
        "{so}: it can't be found (No such file or directory); check the path",
    ),
]  # fmt: skip


# Signatures, where they are required


def unsigned(place):
    place.put()


def tampered(place):
    place.signed()
    content = place.library().read_bytes()
    replace(content.replace(b"fixture-fault", b"fixture-fAult"), place.so)


def signed_as(name="Fault", key="key"):
    def make(place):
        place.signed(name, key)
        place.put()

    return make


def signature(content):
    """Any bytes as a signature; None is a folder."""

    def make(place):
        if content is None:
            place.sig.mkdir()
        else:
            replace(content, place.sig)
        place.put()

    return make


def open_signature(place):
    place.signed()
    place.sig.chmod(0o666)
    place.put()


DOES_NOT_FIT = (
    "{so}: its signature {sig} does not match: the library was changed after it was signed, or not signed "
    "with a trusted key (tried: {apart}/key.pub); restore it, or sign it again with a key whose "
    "public half is in trusted_keys"
)
SIGNATURES = [
    Case(
        "unsigned", unsigned,
        "{so}: it is not signed (there is no {sig}); sign it: hermes agent sign {so} --key KEY.pem",
    ),
    Case("tampered", tampered, DOES_NOT_FIT),
    Case("of_another", signed_as("Generation"), DOES_NOT_FIT),
    Case("wrong_key", signed_as(key="other"), DOES_NOT_FIT),
    Case(
        "short", signature(b"\1" * 63),
        "{so}: its signature {sig} has 63 bytes and not 64; sign it again: hermes agent sign {so} "
        "--key KEY.pem",
    ),
    Case("zeros", signature(b"\0" * 64), DOES_NOT_FIT),
    Case(
        "huge", signature(b"\0" * 8192),
        "{sig}: it is larger than 4096 bytes; check that it is the right file",
    ),
    Case("sig_folder", signature(None), "{sig}: it is not a regular file; check the path"),
    Case(
        "open_signature", open_signature,
        "{sig}: it can be written by other users; run: chmod o-w {sig}",
    ),
]  # fmt: skip
