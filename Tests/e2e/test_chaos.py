"""A hundred clients of a server that is killed, paused and cut off: everybody gets the journal."""

import pathlib
import random
import sys

sys.path.append(str(pathlib.Path(__file__).parent / "chaos"))
from chaos_run import run  # noqa: E402

ROUNDS = 12


def test_every_client_ends_with_the_journal_s_sequence(tmp_path, capsys):
    seed = random.randrange(1 << 32)
    with capsys.disabled():
        print(f" seed {seed}", end="")
    seen = run(tmp_path, lambda did: sum(did.values()) >= ROUNDS, seed=seed)
    # How many tasks end in so many rounds is a matter of speed.
    assert seen["reconnects"] > ROUNDS and seen["streams checked"] > ROUNDS, seen
    assert seen["gaps"] == 0, seen
