# recipe: rpn
# title: Reverse Polish notation
# keywords: rpn, reverse polish notation, postfix notation, evaluate postfix
# tags: parser, math, stack
# main: evaluate_rpn
# also: tokens, plus, minus, calculator
"""Reverse Polish notation."""

import operator
from typing import Callable, Dict, List

_OPERATORS: Dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def evaluate_rpn(expression: str) -> float:
    """Return the value of an expression in reverse Polish notation.

    >>> evaluate_rpn("3 4 + 2 *")
    14.0
    >>> evaluate_rpn("8 2 /")
    4.0
    >>> evaluate_rpn("1 +")
    Traceback (most recent call last):
        ...
    ValueError: '+' needs two numbers before it
    """
    stack: List[float] = []
    for token in expression.split():
        if token not in _OPERATORS:
            stack.append(float(token))
            continue
        if len(stack) < 2:
            raise ValueError(f"{token!r} needs two numbers before it")
        right, left = stack.pop(), stack.pop()
        stack.append(_OPERATORS[token](left, right))
    if len(stack) != 1:
        raise ValueError("the expression leaves more or less than one value")
    return stack[0]
