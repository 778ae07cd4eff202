"""What a card says without an effect is told when it is loaded, and so is a name that is taken."""

import pytest

from agents_folder import build, names, put, until
from client import Client
from control_socket import refused
from hermes_process import serving

TOLD = [
    "its card's hermes.max_concurency is not a member; did you mean max_concurrency?",
    "its card's hermes.skills.spel is not one of its skills; did you mean spell?",
    "its card's hermes.skills.spell.idempotnt is not a member; did you mean idempotent?",
    'its card\'s skills[0].outputModes has "markdown", which is not a media type; write one such as text/markdown',
    'its card\'s skills[0].outputModes has "", which is not a media type; write one such as text/plain',
]


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    return build(tmp_path_factory.mktemp("lanes"))


def test_members_skills_and_media_types_that_are_none_are_told(libraries, tmp_path):
    put(libraries / "OddCard.so", tmp_path)
    with serving([tmp_path]) as server:
        assert "OddCard" in names(Client(server.port, "cards"))
        for line in TOLD:
            assert f"card of OddCard: {line}" in server.errors, server.errors


def test_a_name_of_another_folder_is_refused_with_both_places(libraries, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    put(libraries / "Generation.so", first)
    put(libraries / "Generation.so", second, "Other.so")
    with serving([first, second]) as server:
        [line] = until(lambda: refused(server.data), bool)
        assert line.startswith(f"{second}/Other.so: ") and f"{first}/Generation.so" in line, line
        assert names(Client(server.port, "cards")).keys() == {"Generation"}
