"""What the compiler is told not to check has its proof beside it."""

import re

from tree import Findings, files, lines

UNCHECKED = re.compile(r"@unchecked\s+Sendable|nonisolated\(unsafe\)")
PROOF = re.compile(r"//.*\bProof\b")
REACH = 3


def main():
    findings = Findings()
    for path in files():
        if path.suffix != ".swift":
            continue
        text = lines(path)
        for number, line in text:
            found = UNCHECKED.search(line.split("//")[0])
            if not found:
                continue
            near = text[max(0, number - 1 - REACH) : number + REACH]
            if not any(PROOF.search(other) for _, other in near):
                findings.add(
                    path, number, f'{found[0]} without a comment "Proof ..." within {REACH} lines')
    findings.end()


main()
