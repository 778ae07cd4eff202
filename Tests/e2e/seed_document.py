"""The seed's own document: its code blocks, each exactly as it stands there."""

import pathlib
import re


def text():
    return (pathlib.Path(__file__).parent / "SEED-websocket-streaming.md").read_text()


def block(containing, language):
    """The one code block of a language that holds the words."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", text(), re.M | re.S)
    (found,) = [each for each in blocks if containing in each]
    return found


def filled(code, task="", token=""):
    """Ids and tokens are the only things that a reader fills in."""
    return (
        code.replace("YOUR_JWT_TOKEN", token)
        .replace("YOUR_TOKEN", token)
        .replace("TASK_ID", task)
        .replace("{task_id}", task)
    )
