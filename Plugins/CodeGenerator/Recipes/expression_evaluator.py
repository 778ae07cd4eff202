# recipe: expression_evaluator
# title: Arithmetic expression evaluator
# keywords: expression evaluator, calculator, evaluate arithmetic expression, math expression parser, simple calculator
# tags: parser, math
# main: evaluate
# also: formula, brackets, precedence, plus, minus, times
"""Arithmetic expression evaluator."""

import re
from typing import List


def evaluate(expression: str) -> float:
    """Return the value of an arithmetic expression with + - * / and parentheses.

    >>> evaluate("2 + 3 * (4 - 1)")
    11.0
    >>> evaluate("-2.5 * 2 / 5")
    -1.0
    >>> evaluate("1 / 0")
    Traceback (most recent call last):
        ...
    ZeroDivisionError: float division by zero
    >>> evaluate("2 +")
    Traceback (most recent call last):
        ...
    ValueError: a number is missing
    """
    if re.sub(r"\d+(?:\.\d+)?|[-+*/()\s]", "", expression):
        raise ValueError("only numbers, + - * / and parentheses are allowed")
    tokens = re.findall(r"\d+(?:\.\d+)?|[-+*/()]", expression)
    value = _sum(tokens)
    if tokens:
        raise ValueError(f"unexpected {tokens[0]!r}")
    return value


def _sum(tokens: List[str]) -> float:
    value = _product(tokens)
    while tokens and tokens[0] in "+-":
        if tokens.pop(0) == "+":
            value += _product(tokens)
        else:
            value -= _product(tokens)
    return value


def _product(tokens: List[str]) -> float:
    value = _atom(tokens)
    while tokens and tokens[0] in "*/":
        if tokens.pop(0) == "*":
            value *= _atom(tokens)
        else:
            value /= _atom(tokens)
    return value


def _atom(tokens: List[str]) -> float:
    if not tokens:
        raise ValueError("a number is missing")
    token = tokens.pop(0)
    if token == "-":
        return -_atom(tokens)
    if token == "(":
        value = _sum(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("a closing parenthesis is missing")
        return value
    if token in "+*/)":
        raise ValueError(f"unexpected {token!r}")
    return float(token)
