"""Data in, a document out: the plan, the streams, and a model that helps or does not."""

import json
import xml.etree.ElementTree as ElementTree

import pytest

import model_server
from client import Client
from hermes_process import AGENTS, serving
from model_server import KEY, chunk, scripted, whole
from stream_fold import Fold

WAIT = 90
GFM = "text/markdown"
CSV = "```csv\nday,sales,visitors\n1,10,100\n2,12,130\n3,9,90\n4,15,170\n```"
QUERY = f"Analyse this CSV and write a report\n{CSV}"
DRAFT = "# Sales\n\nSales and visitors go together.\n\n```sh\ninner\n```\n"


class Writer(model_server.Handler):
    def script_of(self, body):
        return "answer"

    def do_answer(self, _):
        answer = self.server.answer
        if callable(answer):
            return answer(self)
        pieces = [{"content": answer[at : at + 7]} for at in range(0, len(answer), 7)]
        self.stream(whole([{"reasoning_content": "They grow."}] + pieces))


@pytest.fixture(scope="module")
def model():
    with scripted(Writer) as server:
        yield server


@pytest.fixture(scope="module")
def user(model, tmp_path_factory):
    folder = tmp_path_factory.mktemp("agents")
    for name in ("CodeGenerator", "ContentWriter", "DataAnalyzer", "PythonExpert"):
        (folder / f"{name}.so").write_bytes((AGENTS / f"{name}.so").read_bytes())
    (folder / "ContentWriter.toml").write_text(
        (AGENTS / "ContentWriter.toml").read_text() + "[agents.ContentWriter.config]\nmodel_seconds = 5\n")
    with serving([folder], HERMES_MODEL_URL=model.url, HERMES_MODEL_KEY=KEY,
                 HERMES_MODEL_PLANNING="off") as server:
        yield Client(server.port, "documents")
        assert KEY not in server.errors


@pytest.fixture(scope="module")
def plain(port):
    return Client(port, "plain")


def asked(user, query):
    """The task, the texts of its artifacts, its frames, and what its agents thought."""
    task = user.task(user.chat(query, wait=WAIT)["task_id"])
    assert task["status"] == "completed", task
    texts = {(each["step_number"], each["media_type"]): user.get(each["href"].removeprefix("/api/v1")).body.decode()
             for each in task["artifacts"]}
    frames = user.follow(task["task_id"])[1]
    thoughts = [e["data"].get("thought", "") for e in map(json.loads, frames) if e["type"] == "agent_thinking"]
    return task, texts, frames, thoughts


def agents(task):
    return [step["agent_name"] for step in task["steps"]]


def test_an_analysis_becomes_a_report(plain):
    task, texts, frames, _ = asked(plain, QUERY)
    assert agents(task) == ["DataAnalyzer", "ContentWriter"]
    figures = json.loads(texts[(1, "application/json")])
    assert figures["columns"][1]["mean"] == 11.5
    ElementTree.fromstring(texts[(1, "image/svg+xml")])
    report = texts[(2, GFM)]
    assert task["result"] == report and "| sales | 11.5 |" in report and "plot.svg" in report
    folded = Fold(frames).texts
    assert folded[(task["task_id"], 1, "analysis")] == texts[(1, "text/markdown")]
    assert folded[(task["task_id"], 2, "document")] == report


def test_two_agents_work_at_once_and_one_joins(plain):
    query = "Review this module, analyse the data and write a report on both"
    task, texts, frames, _ = asked(plain, f"{query}\n```python\ndef double(x):\n    return x * 2\n```\n{CSV}")
    [plan] = [e["data"]["steps"] for e in map(json.loads, frames) if e["type"] == "plan_created"]
    by_agent = {step["agent_name"]: step for step in plan}
    assert by_agent["DataAnalyzer"]["depends_on"] == by_agent["PythonExpert"]["depends_on"] == []
    joined = by_agent["ContentWriter"]
    assert len(joined["depends_on"]) == 2
    report = texts[(joined["step_number"], GFM)]
    assert "Review of module.py" in report and "| sales | 11.5 |" in report


@pytest.mark.parametrize("draft", [DRAFT, f"```markdown\n{DRAFT}```", f"<think>Hm.</think>\n{DRAFT}"],
                         ids=["plain", "fenced", "think tags"])
def test_a_model_drafts_the_report(user, model, draft):
    model.answer = draft
    task, texts, frames, thoughts = asked(user, QUERY)
    assert texts[(2, GFM)] == DRAFT == Fold(frames).texts[(task["task_id"], 2, "document")]
    assert "They grow." in "".join(thoughts)
    system, words = model.seen[-1][3]["messages"]
    data = json.loads(words["content"])
    assert data["request"] and "| sales | 11.5 |" in data["material"][0]["text"]
    assert "sales" not in system["content"]


def broken(handler):
    handler.begin()
    handler.write(chunk({"content": "# Half a\n\nreport is"}))


def stall(handler):
    broken(handler)
    handler.hold("stall")


@pytest.mark.parametrize("answer, reason", [
    (lambda h: h.do_garbage(0), "model_bad_answer"), (stall, "model_timeout"),
    (broken, "model_unavailable"), (lambda h: h.refuse(429, KEY, Retry_After="3600"), "model_rate_limited"),
    (lambda h: h.refuse(500, KEY), "model_"), (lambda h: None, "model_"), ("", "its answer is empty"),
    (lambda h: h.stream(whole([{"content": "# A"}], finish="length")), "its answer was cut off"),
    ("x" * (300 << 10) + "\n", "model_answer_too_large"),
], ids=["garbage", "stall", "broken off", "429", "500", "disconnect", "empty", "length", "endless"])
def test_a_fault_leaves_what_the_material_says(user, model, answer, reason):
    model.answer = answer
    task, texts, frames, thoughts = asked(user, QUERY)
    [said] = [thought for thought in thoughts if "did not help" in thought]
    assert said.startswith(f"The model did not help ({reason}") and said.endswith("from the material alone.")
    assert "| sales | 11.5 |" in texts[(2, GFM)]
    assert Fold(frames).texts[(task["task_id"], 2, "document")] == texts[(2, GFM)]
    assert all(KEY.encode() not in frame for frame in frames)


def test_a_table_needs_no_fence(plain):
    table = "city,people\nOslo,700\nRome,2800\nBern,134\nParis,2100\n"
    answer = plain.chat(f"Analyse this data and write a report:\n{table}", wait=WAIT)
    assert answer["status"] == "completed", answer
    assert [step["agent_name"] for step in answer["steps"]] == ["DataAnalyzer", "ContentWriter"]


def test_data_that_is_missing_is_asked_for(plain):
    answer = plain.chat("Analyse this CSV and write a report", wait=WAIT)
    assert answer["status"] == "failed" and answer["error"]["code"] == "missing_input"
    assert "```" in answer["error"]["message"]
