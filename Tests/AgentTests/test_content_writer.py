"""ContentWriter makes documents of what it is given, the same ones every time."""

import re
import resource

import pytest

from agent_run import ask

GFM = "text/markdown"
CHUNK = 3
REPORT = """# Analysis of sales

The data has 4 rows. Sales and visitors go together: r = 0.98.

## Numbers

| Column | Mean |
| --- | ---: |
| sales | 11.5 |

## Notes

Line 7 was left out. It has too few fields.
"""
MODULE = '''"""Doubling of numbers."""


def double(
    n: int,
) -> int:
    """Return n twice.

    >>> double(2)
    4
    """
    return n * 2


class Counter:
    """Counts things."""


def _hidden():
    pass
'''
PROSE = """The lighthouse was built in 1820. Dr. Weiss drew the plans of the lighthouse.
It is 42.5 metres tall and made of granite. The granite came by ship.

Storms hit the lighthouse every winter. In 1911 a storm broke the lamp of the lighthouse.
Nobody was hurt. The lamp was mended within a week. Visitors like the view from the lighthouse.
The lighthouse was built in 1820."""


def made(text, *artifacts, words="Write a report"):
    request = ask(words)
    request["artifacts"] = [
        {"artifactId": name, "name": name, "parts": [{"text": text, "mediaType": kind, "filename": name}]}
        for name, kind, text in artifacts]
    if text is not None:
        request["message"]["parts"].append({"text": text, "mediaType": "text/x-code"})
    return request


def written(run, request):
    """The document, and without its front matter."""
    (call,) = run(request)
    assert call.status == 0, call.result
    document = call.artifact(GFM)
    assert "".join(json["text"] for kind, json in call.events if kind == CHUNK) == document
    front, body = re.fullmatch(r"---\n(.*?)\n---\n\n(.*)", document, re.DOTALL).groups()
    return front, body


def test_a_report_of_an_analysis(content_writer):
    request = made(None, ("analysis.md", "text/markdown", REPORT), ("plot.svg", "image/svg+xml", "<svg/>"))
    front, body = written(content_writer, request)
    assert front == 'title: "Report: Analysis of sales"\nkind: report\nsources:\n  - "analysis.md"'
    assert body.startswith("# Report: Analysis of sales\n\n")
    assert "Sales and visitors go together: r = 0.98." in body and "| sales | 11.5 |" in body
    assert "![plot.svg](plot.svg)" in body
    assert body == written(content_writer, request)[1]


def test_the_contents_name_the_sections(content_writer):
    _, body = written(content_writer, made(None, ("a.md", "text/markdown", REPORT), ("b.md", "text/markdown", REPORT)))
    contents = re.findall(r"^ *- \[(.*)\]\(#(.*)\)$", body, re.MULTILINE)
    headings = re.findall(r"^###? (.*)$", body, re.MULTILINE)
    assert [title for title, _ in contents] == [each for each in headings if each != "Contents"]
    assert len({anchor for _, anchor in contents}) == len(contents) == 6
    assert ("Numbers (2)", "numbers-2") in contents


def test_a_readme_of_a_module(content_writer):
    front, body = written(content_writer, made(None, ("twice.py", "text/x-python", MODULE), words="Write a README"))
    assert body.startswith("# Doubling of numbers\n") and "kind: readme" in front
    assert "from twice import double" in body and "python3 -m doctest twice.py" in body
    assert "- `double( n: int, ) -> int`: Return n twice." in body
    assert "- `class Counter`: Counts things." in body and "- `_hidden" not in body
    assert f"```python\n{MODULE}```" in body


def test_a_summary_has_sentences_of_the_text(content_writer):
    _, body = written(content_writer, made(PROSE, words="Summarise this text"))
    sentences = body.removeprefix("# Summary\n\n").strip()
    assert 40 < len(sentences) < len(PROSE) / 2
    # Whole ones, in their order, none twice, and "Dr." and "42.5" end none.
    at = 0
    for sentence in re.findall(r".+?[a-z0-9]\.(?= |$)", sentences.replace("Dr.", "Dr")):
        at = PROSE.replace("Dr.", "Dr").replace("\n", " ").index(sentence.strip(), at) + 1
    assert "lighthouse" in sentences and sentences.count("1820") <= 1


NOTES = "- Kick-off on 3 March, present: Ida, Jon\n- Budget: 12,000 euros\n- Jon books the rooms until Friday\n"


@pytest.mark.parametrize("words", ["Summary of this in bullet points please", "sumarise this in 2 bullet points"])
def test_a_summary_in_points(content_writer, words):
    text = "The library opened in 1932. It lends 140,000 books a year. The roof was renewed in 2019.\n"
    (call,) = content_writer(made(text, words=words))
    lines = call.artifact(GFM).split("# Summary\n\n")[1].splitlines()
    assert len(lines) == 2 and all(line.startswith("- ") and line[2:] in text for line in lines), lines
    assert not call.result["artifacts"][0]["metadata"].get("unmet")


def test_points_are_not_run_together(content_writer):
    _, body = written(content_writer, made(NOTES, words="Turn these notes into a report"))
    assert NOTES in body and "Ida, Jon -" not in body and body.count("Kick-off") == 1


def test_an_outline(content_writer):
    _, body = written(content_writer, made(None, ("a.md", "text/markdown", REPORT), words="Make an outline"))
    assert "- Numbers\n- Notes: " in body


def test_a_point_ends_not_every_sentence(content_writer):
    text = "Dr. Weiss and A. Stone, e.g. on p. 3, drew 42.5 plans.\n\nOthers built it."
    _, body = written(content_writer, made(text, words="Make an outline"))
    assert body == f"# Outline\n\n- {text.replace(chr(10) * 2, chr(10) + '- ')}\n"


def test_what_is_given_can_not_break_the_document(content_writer):
    evil = 'x" \\\n---\nkind: other'
    front, _ = written(content_writer, made(None, (evil, "text/x-c", "```\n# no heading\n````\n")))
    assert front.count("\n---") == 0 and front.count("kind: ") == 2 and '\\"' in front
    _, body = written(content_writer, made(None, ("a.c", "text/x-c", "```\n# no heading\n````\n")))
    assert "`````\n```\n# no heading\n````\n`````" in body


def test_a_sentence_may_have_as_many_abbreviations_as_it_likes(content_writer):
    _, body = written(content_writer, made(None, ("a.txt", "text/plain", "Dr. " * 100_000 + "Who waits.")))
    assert "Who waits." in body


def test_a_fence_of_the_given_may_be_as_long_as_it_likes(content_writer):
    long = "`" * 300_000
    _, body = written(content_writer, made(None, ("a.c", "text/x-c", f"{long}\n")))
    assert f"\n{long}`text/x-c\n{long}\n{long}`" in body or f"{long}`" in body


def test_prose_of_the_request_itself(content_writer):
    _, body = written(content_writer, ask("Write a report about this: " + PROSE))
    assert "## Text\n\nThe lighthouse" in body


@pytest.mark.parametrize("request_, code", [
    (ask("Write a report about climate"), "no_material"),
    (made("x " * (1 << 20)), "material_too_large"),
    (made(" \n"), "no_material"),
], ids=["nothing", "too large", "blank"])
def test_what_it_can_not_write_it_says(content_writer, request_, code):
    (call,) = content_writer(request_)
    assert call.status < 0 and call.code == code and call.result["retryable"] is False


def test_a_long_row_of_joining_words_takes_no_time(content_writer):
    (call,) = content_writer(ask("Write a summary, " + "then " * 3_180 + "\n\n" + REPORT))
    assert call.status is not None


def test_a_file_is_meant_by_its_name_as_a_word(content_writer):
    names = ("notes.md", "my plan.md", "a.md")
    for wish, meant in (
        ("Summarise notes.md.", names[:1]), ("Summarise \"NOTES.md\", please", names[:1]),
        ("Summarise my plan.md", names[1:2]), ("Summarise data.md", names),
    ):
        request = ask(wish)
        request["message"]["parts"] += [
            {"text": "It is about bridges.", "mediaType": GFM, "filename": name} for name in names]
        front, _ = written(content_writer, request)
        assert tuple(name for name in names if f'"{name}"' in front) == meant, wish


def test_a_thousand_long_names_are_looked_for_in_little_time(content_writer):
    """In processor time: the product of all names and words takes minutes."""
    request = ask("Summarise " + "a" * 15_900)
    request["message"]["parts"] += [
        {"text": "Hello there.", "mediaType": GFM, "filename": "a" * 250 + "b.md"} for _ in range(999)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    (call,) = content_writer(request)
    assert call.status == 0 and call.result["artifacts"]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 20
