"""The small language of cues: readable patterns, compiled to regular expressions.

========================  ====================================================
``care plan``             these words in a row; white space or a hyphen between
``plan``                  also ``plans``, ``plan's``, ``plans'``
``challeng*``             any ending: ``challenge``, ``challenging`` …
``(child|family) plan``   either; alternatives may hold several words
``health (care)? plan``   the bracket may be absent
``chair ~ escalat*``      up to four other words between, in one sentence
``IRO``                   a word with a capital matches in that case only
========================  ====================================================

A pattern always begins and ends at a word's edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

GAP = 4
_TOKEN = re.compile(r"[()|?~]|[\w&'./*+]+")
_SPACE = r",?[\s\-–/]+"
_BETWEEN = rf"{_SPACE}(?:[^\s.;:!?]+\s+){{0,{GAP}}}?"
_KEY_LENGTH = 5
# So frequent in these reports that they make poor keys to look a pattern up by.
_COMMON = frozenset(
    "a an and are at be by care child children in is of on or people plan planning "
    "the their these they to was were with work young service".split()
)


class PatternError(ValueError):
    """A cue that is not written in the language of this module."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled cue.

    Attributes:
        source: The cue as written.
        expression: The regular expression it stands for.
        cased: To be searched in the text as it stands, else in its lower-case form.
        keys: A text that has none of these among its ``keys_of`` cannot match.
        needs: Nor can one that lacks all keys of any of these sets.
    """

    source: str
    expression: str
    cased: bool
    keys: frozenset[str]
    needs: tuple[frozenset[str], ...]

    @property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first asked for: most cues never meet their words."""
        return _compiled(self.expression)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str


@dataclass(frozen=True, slots=True)
class _Group:
    options: tuple[tuple[_Item, ...], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class _Gap:
    pass


_Item = _Word | _Group | _Gap


@lru_cache(maxsize=8192)
def compile_pattern(source: str) -> Pattern:
    """The cue as a regular expression.

    Raises:
        PatternError: Unbalanced brackets, or nothing that must be present.
    """
    tokens = _TOKEN.findall(source.replace("-", " "))
    items, rest = _sequence(tokens)
    if rest:
        raise PatternError(f"unbalanced bracket in cue {source!r}")
    keys = _keys(items)
    if not keys:
        raise PatternError(f"no word that must be present in cue {source!r}")
    cased = any(character.isupper() for character in source)
    expression = rf"(?<!\w){_join(items, cased)}(?!\w)"
    needs = tuple(found for item in items if (found := _item_keys(item)))
    return Pattern(source, expression, cased, keys, needs)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def keys_of(lowered: str) -> frozenset[str]:
    """What the words of a lower-case text may be looked up by."""
    return frozenset(word[:_KEY_LENGTH] for word in re.findall(r"\w+", lowered))


def _sequence(tokens: list[str]) -> tuple[tuple[_Item, ...], list[str]]:
    items: list[_Item] = []
    while tokens and tokens[0] not in ")|":
        head, *tokens = tokens
        if head == "(":
            group, tokens = _group(tokens)
            items.append(group)
        elif head == "~":
            items.append(_Gap())
        elif head == "?":
            raise PatternError("a question mark must follow a bracket")
        else:
            items.append(_Word(head))
    return tuple(items), tokens


def _group(tokens: list[str]) -> tuple[_Group, list[str]]:
    options: list[tuple[_Item, ...]] = []
    while True:
        option, tokens = _sequence(tokens)
        options.append(option)
        if not tokens:
            raise PatternError("a bracket is not closed")
        head, *tokens = tokens
        if head == ")":
            break
    optional = bool(tokens) and tokens[0] == "?"
    return _Group(tuple(options), optional), tokens[1:] if optional else tokens


def _join(items: Sequence[_Item], cased: bool) -> str:
    parts: list[str] = []
    separator = ""
    for item in items:
        if isinstance(item, _Gap):
            separator = _BETWEEN if parts else ""
            continue
        expression = _expression(item, cased)
        if isinstance(item, _Group) and item.optional:
            if parts:
                parts.append(f"(?:{separator}{expression})?")
            else:
                parts.append(f"(?:{expression}{_SPACE})?")
                continue
        else:
            parts.append(separator + expression)
        separator = _SPACE
    return "".join(parts)


def _expression(item: _Word | _Group, cased: bool) -> str:
    if isinstance(item, _Word):
        return _word(item.text, cased)
    return f"(?:{'|'.join(_join(option, cased) for option in item.options)})"


def _word(text: str, cased: bool) -> str:
    stem = text.rstrip("*")
    expression = re.escape(stem)
    if cased and stem[:1].islower():
        expression = f"[{stem[0]}{stem[0].upper()}]{re.escape(stem[1:])}"
    if text.endswith("*"):
        return rf"{expression}[\w']*"
    if stem.endswith("y"):
        return rf"{expression[:-1]}(?:y|ies|y's|ies'|ys)"
    return rf"{expression}(?:'s|s'|s)?"


def _keys(items: Sequence[_Item]) -> frozenset[str]:
    found = [keys for item in items if (keys := _item_keys(item))]
    return min(found, key=_cost, default=frozenset())


def _item_keys(item: _Item) -> frozenset[str]:
    if isinstance(item, _Gap) or (isinstance(item, _Group) and item.optional):
        return frozenset()
    if isinstance(item, _Word):
        return _word_keys(item.text.lower())
    options = [_keys(option) for option in item.options]
    if not all(options):
        return frozenset()
    return frozenset().union(*options)


def _word_keys(text: str) -> frozenset[str]:
    stem = re.split(r"\W", text.rstrip("*"))[0]
    if len(stem) >= _KEY_LENGTH:
        return frozenset({stem[:_KEY_LENGTH]})
    if text.endswith("*"):
        # The rest of the key is not known: any letter may follow.
        letters = "abcdefghijklmnopqrstuvwxyz"
        if len(stem) < _KEY_LENGTH - 1:
            return frozenset()
        return frozenset({stem, *(stem + letter for letter in letters)})
    plurals = {stem[:-1] + "ies"} if stem.endswith("y") else {stem + "s"}
    return frozenset({stem} | {plural[:_KEY_LENGTH] for plural in plurals})


def _cost(keys: frozenset[str]) -> tuple[int, int, list[str]]:
    common = sum(key in _COMMON or key in _COMMON_KEYS for key in keys)
    return common, len(keys), sorted(keys)


_COMMON_KEYS = frozenset(word[:_KEY_LENGTH] for word in _COMMON)
