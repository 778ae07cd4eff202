"""Cards of agents elsewhere as they come: null for what is left out, and addresses of another network."""

import pytest

import control_socket
import remote_server
from agents_folder import names
from client import Client
from hermes_process import serving
from remote_agent import manifest, ready

WAIT = 60
NULLS = ["provider", "documentationUrl", "iconUrl", "defaultInputModes", "defaultOutputModes", "security",
         "securitySchemes", "signatures", "hermes"]  # fmt: skip
NULLS_OF_A_SKILL = ["tags", "examples", "inputModes", "outputModes"]
# Of a documentation network: nobody is there.
INSIDE = "http://192.0.2.7:8080/rpc"


@pytest.fixture
def remote():
    with remote_server.scripted() as server:
        yield server


def answers(user, agent):
    ready(user, agent)
    return user.give(agent, "message now", wait=WAIT)["status"] == "completed"


def test_null_is_what_is_left_out(remote, tmp_path):
    card = remote_server.card(remote.url, **dict.fromkeys(NULLS))
    card["skills"][0].update(dict.fromkeys(NULLS_OF_A_SKILL))
    card["supportedInterfaces"][0]["tenant"] = None
    remote.card_answer = lambda handler: handler.answer(card)
    with serving([manifest(tmp_path / "agents", remote.url, "Nulls")]) as server:
        user = Client(server.port, "nulls")
        assert answers(user, "Nulls")


def test_the_manifest_says_where_calls_go_when_the_card_s_address_is_out_of_reach(remote, tmp_path):
    card = remote_server.card(remote.url)
    card["supportedInterfaces"][0]["url"] = INSIDE
    remote.card_answer = lambda handler: handler.answer(card)
    folder = manifest(tmp_path / "agents", remote.url, "Inside")
    with serving([folder]) as server:
        user = Client(server.port, "inside")
        assert names(user)["Inside"]["state"] == "unavailable"
        reason = control_socket.request(server.data, "GET", "/api/v1/agents/Inside")["reason"]
        assert "endpoint" in reason, reason
        manifest(folder, remote.url, "Inside", f'endpoint = "{remote.url}/rpc"\n')
        assert answers(user, "Inside")
