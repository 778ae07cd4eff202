# recipe: trie
# title: Trie (prefix tree)
# keywords: trie, prefix tree, autocomplete, words with prefix
# tags: data structure, string
# main: Trie
# also: starts, starting, search, suggestions, begin
"""Trie (prefix tree)."""

from typing import Dict, Iterable, List


class Trie:
    """A set of words that can be asked for all words with a prefix.

    >>> trie = Trie(["car", "card", "cat", "dog"])
    >>> trie.words_with_prefix("car")
    ['car', 'card']
    >>> "car" in trie, "ca" in trie
    (True, False)
    >>> trie.words_with_prefix("x")
    []
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._children: Dict[str, Trie] = {}
        self._is_word = False
        for word in words:
            self.insert(word)

    def insert(self, word: str) -> None:
        """Add word."""
        node = self
        for letter in word:
            node = node._children.setdefault(letter, Trie())
        node._is_word = True

    def __contains__(self, word: str) -> bool:
        node = self
        for letter in word:
            if letter not in node._children:
                return False
            node = node._children[letter]
        return node._is_word

    def words_with_prefix(self, prefix: str) -> List[str]:
        """Return all words that begin with prefix, sorted."""
        node = self
        for letter in prefix:
            if letter not in node._children:
                return []
            node = node._children[letter]
        words = [prefix] if node._is_word else []
        for letter in sorted(node._children):
            words.extend(node._children[letter]._collect(prefix + letter))
        return words

    def _collect(self, path: str) -> List[str]:
        words = [path] if self._is_word else []
        for letter in sorted(self._children):
            words.extend(self._children[letter]._collect(path + letter))
        return words
