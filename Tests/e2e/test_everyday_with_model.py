"""The everyday requests again, with a model that answers well: nothing gets worse, and more gets done."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import everyday_new_user
import everyday_requests
from client import Client
from everyday_checks import Check, code, computes, refused
from good_model import WRITTEN, GoodModel
from hermes_process import AGENTS, serving
from model_server import KEY, scripted
from test_everyday_requests import FALSE, RIGHT, answered, verdict

ROWS = everyday_requests.ROWS + everyday_new_user.ROWS


def says(*texts):
    def run(answer):
        assert all(text in answer.task["result"] for text in texts), answer.task["result"][:200]
    return Check(run)


OF_THE_MODEL = "the answer of the model"
FIBONACCI = "Write a Python function to calculate fibonacci numbers"


# What is refused without a model and can be done with one.
DONE = {
    "Schreibe eine Python-Funktion, die die Quersumme berechnet": computes(((123,), 6)),
    "Escribe una función que invierta una cadena": computes((("abc",), "cba")),
    "explain this code": says("`double`"),
    "What is 17 * 23?": says("391", OF_THE_MODEL),
    "What is 2+2?": says("4", OF_THE_MODEL),
    # Understood, and nobody does it.
    "Bonjour, peux-tu résumer mon texte ?": refused("no_agent_found"),
    "Wie wird das Wetter morgen?": refused("no_agent_found"),
}
# The same of a turn, by the turn before all.
DONE_LATER = {
    (FIBONACCI, "make it recursive"): code("assert SOURCE.count('fibonacci(n - 1)') == 1 and computes(F, [((10,), 55)], 0)"),
}


def learn(port, row, intents, drafts):
    """What a good model says of the turns of a row: no less than what was found without one."""
    user, conversation = Client(port, "learning"), None
    for query, _ in row.turns:
        answer = answered(user, query, conversation)
        conversation = answer.task["conversation_id"]
        intent = answer.task["intent"] or {}
        words = (intent.get("wishes") or [{"text": query}])[0]["text"]
        unmet = [each["text"] for each in intent.get("wishes") or [] if not each["capabilities"]]
        prose = query.split("\n```")[0].strip()
        intents[prose] = (intent.get("category"), intent.get("required_capabilities") or [], unmet)
        made = [text for kind, step, text in answer.artifacts if step == 1 and kind == "text/x-python"]
        if made and intent.get("category") in ("code_generation", "script_writing", "document_writing"):
            drafts.append((words.strip(), made[0]))


def judge(port, row):
    user, conversation = Client(port, "everyday"), None
    for number, (query, check) in enumerate(row.turns, 1):
        answer = answered(user, query, conversation)
        conversation = answer.task["conversation_id"]
        done = DONE_LATER.get((row.turns[0][0], query)) or DONE.get(query.split("\n")[0])
        kind, why = verdict(answer, done or check)
        if kind != RIGHT:
            return kind, f"turn {number}: {why}"
    return RIGHT, ""


@pytest.fixture(scope="module")
def judgements():
    with scripted(GoodModel) as model:
        model.intents, model.drafts = {}, []
        with serving() as server, ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda row: learn(server.port, row, model.intents, model.drafts), ROWS))
        for request, (category, capabilities, text) in WRITTEN.items():
            model.intents[request] = (category, capabilities, [])
            model.drafts.insert(0, (request, text))
        place = {"HERMES_MODEL_URL": model.url, "HERMES_MODEL_KEY": KEY}
        with serving([AGENTS], **place) as server, ThreadPoolExecutor(4) as pool:
            yield list(pool.map(lambda row: judge(server.port, row), ROWS))


def test_nine_of_ten_are_right_and_nothing_is_claimed_that_was_not_done(judgements, capsys):
    wrong = [(row.name[:100], why) for row, (kind, why) in zip(ROWS, judgements) if kind == FALSE]
    with capsys.disabled():
        for refusal in (False, True):
            kinds = [kind for row, (kind, _) in zip(ROWS, judgements) if row.refusal == refusal]
            print(f"\n  with a model, {'refusals' if refusal else 'results '}: {kinds.count(RIGHT)} of {len(kinds)} right")
        for row, (kind, why) in zip(ROWS, judgements):
            if kind != RIGHT:
                print(f"  {kind}: {row.name[:100]!r}: {why[:300]}")
    assert wrong == []
    for refusal in (False, True):
        kinds = [kind for row, (kind, _) in zip(ROWS, judgements) if row.refusal == refusal]
        assert kinds.count(RIGHT) >= 0.9 * len(kinds)
