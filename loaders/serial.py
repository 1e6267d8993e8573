"""Frozen records to JSON and back, by their type hints."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
T = TypeVar("T")


def to_json(value: Any) -> Json:
    """Dataclasses as objects, tuples as lists, dates as ISO text, enums as values."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"not a record: {type(value).__name__}")


def from_json(kind: type[T], data: Json) -> T:
    """The record ``to_json`` was given.

    Raises:
        TypeError, KeyError, ValueError: The data are not of that record.
    """
    result: T = _reader(kind)(data)
    return result


_READERS: dict[Any, Callable[[Any], Any]] = {}


def _reader(kind: Any) -> Callable[[Any], Any]:
    """A function that reads values of one type; made once."""
    if kind not in _READERS:
        _READERS[kind] = _make_reader(kind)
    return _READERS[kind]


def _make_reader(kind: Any) -> Callable[[Any], Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        item = _reader(arguments[0])
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return lambda data: tuple(item(entry) for entry in data)
        items = [_reader(argument) for argument in arguments]
        return lambda data: tuple(
            read(entry) for read, entry in zip(items, data, strict=True)
        )
    if origin in (Union, types.UnionType):
        (inner,) = [a for a in arguments if a is not type(None)]
        read_inner = _reader(inner)
        return lambda data: None if data is None else read_inner(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind in (int, str, bool, float):
        return lambda data: _expect(kind, data)
    raise TypeError(f"no reader for {kind}")


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    # Readers are found on first use: records may refer to each other.
    readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
    return lambda data: kind(**{name: readers[name](data[name]) for name in readers})


def _expect(kind: type, data: Any) -> Any:
    if kind is float and isinstance(data, int):
        return float(data)
    if not isinstance(data, kind):
        raise TypeError(f"expected {kind.__name__}, not {type(data).__name__}")
    return data
