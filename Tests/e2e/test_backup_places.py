"""Backups in places where other users could change them."""

import os

import pytest

from command import hermes
from hermes_process import AGENTS, serving


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_others_cannot_take_a_backup_s_place(tmp_path, mode):
    # They could rename the folder while the database is copied into it.
    shared = tmp_path / "shared"
    shared.mkdir()
    there = shared / "backup"
    with serving([AGENTS]) as server:
        made = hermes("backup", there, "--data", server.data)
        assert made.returncode == 0, made
        shared.chmod(mode)
        if mode == 0o770:
            # A group that others may belong to.
            os.chown(shared, -1, 65534)
        made = hermes("backup", there, "--data", server.data)
    assert made.returncode == 1 and "is not safe for a backup" in made.stderr, made
    assert "run: chmod" in made.stderr, made.stderr
    assert os.listdir(shared) == ["backup"]

    # And what they could have written is not taken for one's own.
    restored = hermes("restore", there, "--data", tmp_path / "restored")
    assert restored.returncode == 1, restored
    assert "could have been changed by other users" in restored.stderr, restored.stderr
    shared.chmod(0o700)
    restored = hermes("restore", there, "--data", tmp_path / "restored")
    assert restored.returncode == 0, restored
