"""Plans of five levels of twenty steps, made from the cards of Benchmarks/agents/Deep.c."""

import contextlib
import subprocess

from hermes_process import ROOT, serving

LEVELS, WIDTH = 5, 20
QUERY = "benchmark deep plan"
# Two libraries, the second in a process of its own.
PARTS = (("DeepTop", 0, 3, "in-process"), ("DeepRest", 3, 3, "process"))


def build(folder, parts=PARTS):
    """The six agents in the libraries and lanes given, each of which may ask others."""
    for name, first, count, lane in parts:
        library = folder / f"{name}.so"
        subprocess.run(
            ["cc", "-std=c11", "-O1", "-shared", "-fPIC", "-pthread", "-fvisibility=hidden", "-Wall",
             "-Wextra", "-Werror", f"-I{ROOT}/Sources/AgentABI/include", f"-DDEEP_FIRST={first}",
             f"-DDEEP_COUNT={count}", "-o", library, ROOT / "Benchmarks/agents/Deep.c"],
            check=True)
        grants = "".join(f'[agents.{each}]\ngrants = ["agents"]\n'
                         for each in map(agent, range(first, first + count)))
        (folder / f"{name}.toml").write_text(f'lane = "{lane}"\n{grants}')
    return folder


def agent(level):
    return f"Deep{level}" if level < LEVELS else "DeepHelper"


AGENTS = [agent(level) for level in range(LEVELS + 1)]


@contextlib.contextmanager
def deep(folder, *more, **settings):
    """A server with these agents, and those of other folders."""
    with serving([build(folder), *more], **settings) as server:
        yield server


def steps(events):
    """The steps of the plan, by number."""
    [plan] = [each for each in events if each["type"] == "plan_created"]
    return {step["step_number"]: step for step in plan["data"]["steps"]}
