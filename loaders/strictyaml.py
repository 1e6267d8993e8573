"""YAML for files that people write by hand: strict, and precise about mistakes.

Plain mappings, lists and scalars only: no aliases, tags, merge keys or repeated
keys. What is read keeps its place, so that a complaint can say where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

import yaml

from loaders.errors import CaseError

#: The C parser is ten times faster, but not in every build of PyYAML.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_MAX_BYTES = 10_000_000
_MAX_DEPTH = 20
_KINDS = {yaml.ScalarNode: "a value", yaml.SequenceNode: "a list"}


@dataclass(frozen=True, slots=True)
class Value:
    """Something written in the file, and where.

    Attributes:
        node: As parsed, with positions.
        file: Path for messages.
        place: Such as ``inspections[3].findings[2].kind``; empty for the whole.
    """

    node: yaml.Node
    file: str
    place: str

    @property
    def line(self) -> int:
        """Line it begins on, from 1."""
        return int(self.node.start_mark.line) + 1

    def fail(self, problem: str) -> NoReturn:
        """Complain about this value.

        Raises:
            CaseError: Always: file, line, place and *problem*.
        """
        where = f"{self.place}: " if self.place else ""
        raise CaseError(f"{self.file}, line {self.line}: {where}{problem}")

    def mapping(self) -> Fields:
        """Read as a mapping."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(f"must be a mapping, not {self._kind()}")
        found: dict[str, Value] = {}
        for key_node, node in self.node.value:
            key = Value(key_node, self.file, self.place)
            name = key.text()
            if name in found:
                key.fail(f"{name!r} is given twice, first on line {found[name].line}")
            found[name] = Value(node, self.file, _join(self.place, name))
        return Fields(self, found)

    def items(self) -> Iterator[Value]:
        """Read as a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.fail(f"must be a list, not {self._kind()}")
        for index, node in enumerate(self.node.value):
            yield Value(node, self.file, f"{self.place}[{index}]")

    def scalar(self) -> str:
        """The characters of a value, whatever YAML would take them for."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.fail(f"must be a value, not {self._kind()}")
        return str(self.node.value)

    def text(self) -> str:
        """Words, with white space folded."""
        words = " ".join(self.scalar().split())
        if self.node.tag != f"{_TAG}str":
            shown = words or "nothing"
            self.fail(f"must be text, not {shown}; put text in quotes if it is meant")
        if not words:
            self.fail("must not be empty")
        return words

    def number(self) -> int:
        """A whole number from 1."""
        digits = self.scalar()
        if not (digits.isascii() and digits.isdecimal()) or int(digits[:9]) < 1:
            self.fail(f"{digits!r} is not a whole number from 1")
        if len(digits) > 9:
            self.fail(f"{digits!r} is too large")
        return int(digits)

    def flag(self) -> bool:
        """``true`` or ``false``."""
        word = self.scalar()
        if word not in {"true", "false"}:
            self.fail(f"{word!r} is not allowed; one of true, false")
        return word == "true"

    def _kind(self) -> str:
        return _KINDS.get(type(self.node), "a mapping")


class Fields:
    """A mapping that is used up: what nobody asked for is an error."""

    def __init__(self, value: Value, found: Mapping[str, Value]) -> None:
        """Start with all fields unread."""
        self.value = value
        self._rest = dict(found)
        self._known: list[str] = []

    def need(self, name: str) -> Value:
        """A field that must be there."""
        value = self.maybe(name)
        if value is None:
            self.value.fail(f"{name!r} is missing")
        return value

    def maybe(self, name: str) -> Value | None:
        """A field, or None if it is absent or empty."""
        self._known.append(name)
        value = self._rest.pop(name, None)
        if value is not None and value.node.tag == f"{_TAG}null":
            return None
        return value

    def list(self, name: str) -> Iterator[Value]:
        """The items of a list field, none if it is absent."""
        value = self.maybe(name)
        return iter(()) if value is None else value.items()

    def text(self, name: str) -> str | None:
        """The words of a text field, or None."""
        value = self.maybe(name)
        return None if value is None else value.text()

    def number(self, name: str) -> int | None:
        """A whole number from 1, or None."""
        value = self.maybe(name)
        return None if value is None else value.number()

    def rest(self) -> dict[str, Value]:
        """All fields not yet read, for mappings whose keys are data."""
        found, self._rest = self._rest, {}
        return found

    def end(self) -> None:
        """Complain about fields nobody asked for."""
        for name, value in self._rest.items():
            allowed = ", ".join(self._known)
            value.fail(f"{name!r} is not a known key; one of {allowed}")


def read(data: bytes, path: str) -> Value:
    """Parse one YAML document.

    Args:
        data: UTF-8, with or without a byte order mark.
        path: For messages.

    Raises:
        CaseError: Not YAML, or YAML that is not allowed here.
    """
    if len(data) > _MAX_BYTES:
        raise CaseError(f"{path}: larger than {_MAX_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CaseError(f"{path}, line {line}: not UTF-8 text") from error
    try:
        _refuse(text, path)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise CaseError(f"{path}{where}: not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise CaseError(f"{path}: not YAML: {reason}") from error
    if node is None:
        raise CaseError(f"{path}: empty")
    return Value(node, path, "")


def _refuse(text: str, path: str) -> None:
    """Turn down what could be written to exhaust or surprise the reader.

    Events come one by one, so that neither a mountain of aliases nor a well of
    brackets is ever built.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark = event.start_mark
        where = f"{path}, line {mark.line + 1}" if mark else path
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CaseError(f"{where}: anchors and aliases are not allowed")
        if tag := getattr(event, "tag", None):
            raise CaseError(f"{where}: tags are not allowed, but here is {tag}")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise CaseError(f"{where}: nested deeper than {_MAX_DEPTH}")


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
