"""What everyday users get for their requests, offline: a right result, a refusal, or a promise not kept.

A false completion is the worst: something wrong or undone is reported as done. Rows that are not right
today say why; a row that becomes right has to lose its mark."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import everyday_new_user
import everyday_requests
import everyday_sought_out
from client import Client
from everyday_checks import Answer, Refused
from hermes_process import serving

ROWS = everyday_requests.ROWS + everyday_new_user.ROWS + everyday_sought_out.ROWS
RIGHT, MISS, FALSE = "right", "miss", "false completion"


def answered(user, query, conversation):
    fields = {"conversation_id": conversation} if conversation else {}
    task_id = user.chat(query, **fields)["task_id"]
    # To its end, however long that takes: what goes on has promised nothing yet.
    user.follow(task_id)
    task = user.task(task_id)
    artifacts = [
        (each["media_type"], each["step_number"], user.get(each["href"].removeprefix("/api/v1")).body.decode())
        for each in task.get("artifacts") or []
    ]
    return Answer(task, artifacts)


def verdict(answer, check):
    """(what it is, why)"""
    error, unmet = answer.task["error"], answer.unmet
    if isinstance(check, Refused):
        if error is None and not unmet:
            result = answer.task["result"] or ""
            return (MISS if check.harmless and check.harmless in result else FALSE), f"done: {result[:120]!r}"
        told = error["message"] if error else answer.reasons
        codes = [error["code"]] if error else unmet
        if not set(codes) & set(check.codes):
            return MISS, f"refused with {codes}"
        return (RIGHT, "") if check.says in told else (MISS, f"does not say {check.says}: {told[:120]}")
    if error is not None:
        return MISS, f"{error['code']}: {error['message'][:160]}"
    expected = unmet if check.unmet is None else list(check.unmet)
    try:
        check(answer)
    except AssertionError as failure:
        honest = set(unmet) - set(expected)
        return (MISS if honest else FALSE), f"{unmet or 'nothing unmet'}: {failure}"
    if set(expected) - set(unmet):
        return FALSE, f"unmet are {unmet}, not {expected}"
    return (RIGHT, "") if set(unmet) == set(expected) else (MISS, f"unmet: {unmet}")


def judge(port, row):
    """What becomes of the first turn that is not right, and why; the later ones build on it."""
    user, conversation = Client(port, "everyday"), None
    for number, (query, check) in enumerate(row.turns, 1):
        answer = answered(user, query, conversation)
        conversation = answer.task["conversation_id"]
        kind, why = verdict(answer, check)
        if kind != RIGHT:
            return kind, f"turn {number}: {why}"
    return RIGHT, ""


@pytest.fixture(scope="module")
def judgements():
    """What became of each row."""
    with serving() as server, ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda row: judge(server.port, row), ROWS))


def test_the_table_is_large_enough():
    halves = [row for row in ROWS if row.half < 3]
    assert len(halves) >= 120 and sum(not row.refusal for row in halves) >= 80
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert sum(row.half == 2 for row in ROWS) >= 60
    assert max(len(row.turns) for row in ROWS) == 5


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[row.name[:60].split("\n")[0] for row in ROWS])
def test_row(judgements, number):
    row, (kind, why) = ROWS[number], judgements[number]
    marked = MISS if row.known_miss else RIGHT
    assert kind == marked, f"{row.name[:200]!r} is {kind}, marked as {marked}: {why}"


def test_score(judgements, capsys):
    """Prints it; how far it is from what is wanted is in the marks of the rows."""
    with capsys.disabled():
        for half, name in ((1, "half 1"), (2, "half 2"), (3, "sought out")):
            for refusal in (False, True):
                found = [kind for row, (kind, _) in zip(ROWS, judgements) if (row.half, row.refusal) == (half, refusal)]
                right = found.count(RIGHT)
                print(f"\n  {name}, {'refusals' if refusal else 'results '}: {right} of {len(found)} right "
                      f"({100 * right // len(found)} %), {found.count(FALSE)} false completions", end="")
        print()
    assert [row.name for row, (kind, _) in zip(ROWS, judgements) if kind == FALSE] == [], "false completions"
