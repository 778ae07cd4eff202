"""A step that waits for a media type is not done with nothing when its maker answers another."""

import pytest

from agents_folder import build, put
from client import Client
from hermes_process import serving

WAIT = 60


@pytest.fixture(scope="module")
def user(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agents")
    put(build(tmp_path_factory.mktemp("lanes")) / "OtherType.so", folder)
    with serving([folder]) as server:
        yield Client(server.port, "types")


def test_the_next_step_fails_and_names_both(user):
    task = user.chat("mismatched types", wait=WAIT)
    assert task["status"] == "failed", task
    events = user.events(task["task_id"])
    # The maker did what it was asked; the taker was never called.
    assert [each["data"]["agent_name"] for each in events if each["type"] == "step_started"] == [
        "MakesOther"]
    [failure] = [each["data"] for each in events if each["type"] == "step_failed"]
    assert failure["agent_name"] == "TakesFoo" and failure["error"]["code"] == "output_mismatch"
    assert failure["error"]["message"].startswith(
        "Step 2 (TakesFoo) takes text/x-foo, and step 1 (MakesOther) made text/plain, though its card "
        "says text/x-foo."), failure
