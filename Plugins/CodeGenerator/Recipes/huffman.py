# recipe: huffman
# title: Huffman coding
# keywords: huffman, huffman coding, huffman tree, prefix code, huffman compression
# tags: compression, algorithm
# main: huffman_codes
# also: compress, decode, encode
"""Huffman coding."""

import heapq
from collections import Counter
from typing import Dict


def huffman_codes(text: str) -> Dict[str, str]:
    """Return a bit string for every character of text; frequent ones get short strings.

    >>> codes = huffman_codes("abracadabra")
    >>> len(codes["a"])
    1
    >>> decode(encode("abracadabra", codes), codes)
    'abracadabra'
    >>> huffman_codes("aaa")
    {'a': '0'}
    >>> huffman_codes("")
    {}
    """
    # The second member settles ties, so that the result depends on the text alone.
    counts = Counter(text).items()
    heap = [(count, order, {character: ""}) for order, (character, count) in enumerate(counts)]
    if len(heap) == 1:
        return {text[0]: "0"}
    heapq.heapify(heap)
    order = len(heap)
    while len(heap) > 1:
        left_count, _, left = heapq.heappop(heap)
        right_count, _, right = heapq.heappop(heap)
        merged = {character: "0" + code for character, code in left.items()}
        merged.update({character: "1" + code for character, code in right.items()})
        heapq.heappush(heap, (left_count + right_count, order, merged))
        order += 1
    return heap[0][2] if heap else {}


def encode(text: str, codes: Dict[str, str]) -> str:
    """Return text as bits.

    >>> encode("ab", {"a": "0", "b": "1"})
    '01'
    """
    return "".join(codes[character] for character in text)


def decode(bits: str, codes: Dict[str, str]) -> str:
    """Return the text that was encoded.

    >>> decode("01", {"a": "0", "b": "1"})
    'ab'
    """
    characters = {code: character for character, code in codes.items()}
    text, code = [], ""
    for bit in bits:
        code += bit
        if code in characters:
            text.append(characters[code])
            code = ""
    return "".join(text)
