"""Three minutes of tasks, joins and leaves: nothing of the server grows."""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parent / "soak"))
import soak_run as soak  # noqa: E402


def test_nothing_grows(tmp_path, capsys):
    seen = soak.run(tmp_path, samples=36, every=5)
    with capsys.disabled():
        print(f" {seen}", end="")
    before, after = seen["rss MiB, first and second half"]
    assert after < 1.15 * before + 16, seen
    before, after = seen["descriptors"]
    assert after < before + 10 and seen["descriptors when all had left"] < before + 10, seen
    before, after = seen["threads"]
    assert after < before + 8, seen
    assert seen["events read"] > 1000 and seen["tasks"] > 50, seen
