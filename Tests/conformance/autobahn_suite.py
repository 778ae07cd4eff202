"""Runs cases of the Autobahn test suite against a WebSocket server and prints the verdicts as JSON.

    python autobahn_suite.py ws://127.0.0.1:9001 1.* 2.* …

The suite is a Python 2 program; see python2_modules.py. Its own protocol stack (autobahn 0.10.9) runs
under Python 3, with bytes. Between the two lies `Border`, which encodes on the way down and decodes on
the way up; the cases, what they expect and their verdicts are the suite's.
"""

import binascii
import importlib.metadata
import importlib.util
import json
import sys

from python2_modules import Finder

LATIN = "latin-1"
PATIENCE = 10


def down(text):
    return text.encode(LATIN) if isinstance(text, str) else text


def up(data):
    return data.decode(LATIN) if isinstance(data, bytes) else data


def prepare():
    """What the suite's modules find when they are loaded."""
    import zope.interface
    from autobahn.websocket import utf8validator

    # Gone since Python 3; it only documents.
    zope.interface.implements = lambda *interfaces: None

    plain_hex = binascii.b2a_hex
    binascii.b2a_hex = lambda data: up(plain_hex(down(data)))

    class Validator(utf8validator.Utf8Validator):
        def validate(self, data):
            return super().validate(down(data))

    utf8validator.Utf8Validator = Validator
    finder = Finder("autobahntestsuite")
    sys.meta_path.insert(0, finder)
    # Its __init__ would load the whole command line with WAMP and a web server.
    package = importlib.util.module_from_spec(finder.find_spec("autobahntestsuite", None))
    package.version = importlib.metadata.version("autobahntestsuite")
    sys.modules["autobahntestsuite"] = package


prepare()

from autobahntestsuite import fuzzing  # noqa: E402
from autobahntestsuite.case.case import Case  # noqa: E402
from twisted.internet import reactor  # noqa: E402
from twisted.python import log  # noqa: E402

# The reports are of no interest; in Python 3 a pickle also tells equal strings apart.
fuzzing.binLogData = fuzzing.asciiLogData = lambda *arguments, **options: ""
Case.compare = lambda self, one, other: one == other


class Border(fuzzing.FuzzingClientProtocol):
    # The cases of sections 12 and 13 work on bytes that they read from files.
    @property
    def takes_bytes(self):
        return type(self.runCase).__name__.startswith(("Case12_", "Case13_"))

    def sendFrame(self, opcode, payload=b"", payload_len=None, **options):
        payload = down(payload)
        if payload_len is not None:
            payload = (payload * (payload_len // len(payload) + 1))[:payload_len]
        super().sendFrame(opcode, payload, **options)

    def sendMessage(self, payload, *arguments, **options):
        super().sendMessage(down(payload), *arguments, **options)

    def sendMessageFrameData(self, payload, *arguments, **options):
        return super().sendMessageFrameData(down(payload), *arguments, **options)

    def sendCloseFrame(self, code=None, reasonUtf8=None, isReply=False):
        super().sendCloseFrame(code, down(reasonUtf8), isReply)

    def onMessage(self, payload, isBinary):
        super().onMessage(payload if self.takes_bytes else up(payload), isBinary)

    def onPing(self, payload):
        super().onPing(up(payload))

    def onPong(self, payload):
        super().onPong(up(payload))

    def killAfter(self, delay):
        """When the server should have ended the connection long ago: on a busy machine that is later."""
        super().killAfter(delay * PATIENCE)

    # These count, and cases look at the counts.
    def logRxFrame(self, frameHeader, payload):
        super().logRxFrame(frameHeader, [up(piece) for piece in payload])

    def logTxFrame(self, frameHeader, payload, *arguments):
        super().logTxFrame(frameHeader, up(payload), *arguments)


fuzzing.FuzzingClientProtocol = Border
verdicts = {}


class Factory(fuzzing.FuzzingClientFactory):
    protocol = Border

    def logCase(self, result):
        keys = ("behavior", "behaviorClose", "remoteCloseCode", "result", "resultClose", "duration")
        verdicts[result["id"]] = {key: result[key] for key in keys}

    def createReports(self):
        pass


def fail(event):
    """A fault of the suite itself: the case would wait for ever."""
    if event.get("isError"):
        log.removeObserver(fail)
        print(event.get("log_text") or log.textFromEventDict(event), file=sys.stderr)
        reactor.callWhenRunning(reactor.stop)
        verdicts["fault"] = {"behavior": "FAULT", "behaviorClose": "FAULT"}


def main():
    log.addObserver(fail)
    url, patterns = sys.argv[1], sys.argv[2:]
    exclude = [each[1:] for each in patterns if each.startswith("-")]
    cases = [each for each in patterns if not each.startswith("-")]
    names = ("openHandshakeTimeout", "closeHandshakeTimeout", "serverConnectionDropTimeout")
    server = {"agent": "hermes", "url": url, "options": dict.fromkeys(names, PATIENCE)}
    output, sys.stdout = sys.stdout, sys.stderr
    Factory({"servers": [server], "cases": cases, "exclude-cases": exclude, "outdir": "/nonexistent"})
    reactor.run()
    json.dump(verdicts, output, indent=1)


main()
