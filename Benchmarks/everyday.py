#!/usr/bin/env python3
"""What everyday requests get with a real language model: the rows of the tests, one after the other, each printed.

  scripts/local-model --file MODEL.gguf --sha256 HASH --port 8080 &
  Benchmarks/everyday.py --url http://127.0.0.1:8080/v1 --name NAME

Planning is left to the words of the cards, as docs/models.md says of small models. A model changes what comes out from
run to run. Ends with 1 where fewer than `--least` per cent of the rows are right.
"""

import argparse
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/e2e"))

import raw_http
import test_everyday_requests
from hermes_process import AGENTS, serving
from test_everyday_requests import FALSE, MISS, RIGHT
from test_everyday_with_model import ROWS, judge

SECONDS = 900


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="of the model's server, with /v1")
    parser.add_argument("--name", required=True, help="of the model")
    parser.add_argument("--first", type=int, default=1, metavar="N", help="row to begin with (default: 1)")
    parser.add_argument("--least", type=int, default=60, metavar="PERCENT", help="of right rows (default: 60)")
    return parser.parse_args()


def main():
    options = arguments()
    test_everyday_requests.WAIT = raw_http.SECONDS = SECONDS
    found = []
    settings = {"URL": options.url, "NAME": options.name, "PLANNING": "off"}
    with serving([AGENTS], **{f"HERMES_MODEL_{name}": value for name, value in settings.items()}) as server:
        for number, row in enumerate(ROWS[options.first - 1:], options.first):
            begin = time.monotonic()
            try:
                kind, why = judge(server.port, row)
            except Exception as error:
                kind, why = MISS, f"{type(error).__name__}: {error}"
            found.append((row, kind))
            seconds = time.monotonic() - begin
            name = " / ".join(query.split("\n")[0][:50] for query, _ in row.turns)
            print(f"{number:3} {seconds:5.0f} s  {kind:16} {name}" + (f"  [{why[:120]!r}]" if why else ""), flush=True)
    for refusal in (False, True):
        kinds = [kind for row, kind in found if row.refusal == refusal]
        right, false = kinds.count(RIGHT), kinds.count(FALSE)
        print(f"{'refusals' if refusal else 'results'}: {right} of {len(kinds)} right, {false} false completions")
    right = sum(kind == RIGHT for _, kind in found)
    print(f"all: {right} of {len(found)} right ({100 * right / len(found):.0f} %)")
    sys.exit(100 * right < options.least * len(found))


if __name__ == "__main__":
    main()
