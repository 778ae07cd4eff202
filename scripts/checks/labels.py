"""A call reads by itself: one parameter of a function at most has no label, and names are words.

    python3 scripts/checks/labels.py --figures    prints the counts of each part and reports nothing
"""

import re
import sys
from collections import Counter

from swift import functions, part
from tree import Findings, files

FOLDERS = ("Sources", "Plugins")
# A name of so few letters is short; more short ones than this share are a dialect.
SHORT, SHORT_SHARE = 4, 0.14

# Functions that C calls take what its tables pass on. `run` and the other public functions of
# AgentKit are what agents were written against: they keep the labels of version 1.0.
CALLED_FROM_C = re.compile(r"UnsafePointer<hermes_host>\?")
AGENT_RUN = ["_ request: AgentRequest", "_ call: AgentCall"]


def is_exempt(function):
    is_operator = not re.match(r"\w", function.name)
    is_public = "public" in function.modifiers.split() and function.path.parts[1] == "AgentKit"
    return (
        is_operator or is_public or function.parameters == AGENT_RUN
        or any(CALLED_FROM_C.search(each) for each in function.parameters))


def main():
    findings = Findings()
    everything = [
        function for path in files() if path.suffix == ".swift" and path.parts[0] in FOLDERS
        for function in functions(path)]
    if "--figures" in sys.argv:
        return figures(everything)
    for function in everything:
        if len(function.unlabelled) > 1 and not is_exempt(function):
            findings.add(
                function.path, function.line,
                f"{function.name}: {len(function.unlabelled)} parameters without a label; one is allowed")
    named = [function for function in everything if function.is_named]
    short = [function for function in named if len(function.name) <= SHORT]
    if len(short) > SHORT_SHARE * len(named):
        findings.add(
            "scripts/checks/labels.py", 1,
            f"{len(short)} of {len(named)} names of functions have {SHORT} letters or fewer;"
            f" at most {SHORT_SHARE:.0%} may: say what they do in words")
    print(f"{len(everything)} functions, {len(short) / len(named):.1%} of their names are short")
    findings.end()


def figures(everything):
    counted, unlabelled, named, short = Counter(), Counter(), Counter(), Counter()
    for function in everything:
        for key in (part(function.path), "all"):
            counted[key] += 1
            unlabelled[key] += len(function.unlabelled) > 1 and not is_exempt(function)
            named[key] += function.is_named
            short[key] += function.is_named and len(function.name) <= SHORT
    print(f"{'part':32} functions  two unlabelled or more  names of {SHORT} letters or fewer")
    for key in sorted(counted):
        print(f"{key:32} {counted[key]:9}  {unlabelled[key]:9} {unlabelled[key] / counted[key]:10.1%}"
              f"  {short[key]:9} {short[key] / max(1, named[key]):10.1%}")


main()
