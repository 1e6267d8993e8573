"""Values of a case file: dates, codes and identifiers, or a complaint that helps."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from loaders.partial import PartialDate, partial_date
from loaders.strictyaml import Fields, Value

_Code = TypeVar("_Code", bound=StrEnum)
#: Up to this many choices are all named in a message.
_FEW = 12


def code(value: Value, codes: type[_Code], more: str = "") -> _Code:
    """A word of a closed list.

    Args:
        value: What is written.
        codes: The list.
        more: What else is allowed, for the message.
    """
    name = value.scalar()
    try:
        return codes(name)
    except ValueError:
        allowed = ", ".join(codes)
        value.fail(f"{name!r} is not allowed; one of {allowed}{more}")


def maybe_code(fields: Fields, name: str, codes: type[_Code]) -> _Code | None:
    """A word of a closed list, or None if the field is absent."""
    value = fields.maybe(name)
    return None if value is None else code(value, codes)


def partial(value: Value) -> PartialDate:
    """A year, month or day."""
    try:
        return partial_date(value.scalar())
    except ValueError as error:
        value.fail(str(error))


def maybe_partial(fields: Fields, name: str) -> PartialDate | None:
    """A year, month or day, or None if the field is absent."""
    value = fields.maybe(name)
    return None if value is None else partial(value)


def day(value: Value) -> date:
    """A day and nothing coarser."""
    found = partial(value)
    if not found.exact:
        value.fail(f"{found.text!r} must be a day, such as 2019-03-31")
    return found.first


def one_of(value: Value, known: Collection[str], what: str) -> str:
    """An identifier that is known.

    Args:
        value: What is written.
        known: Identifiers allowed.
        what: What they are, for the message.
    """
    name = value.scalar()
    if name not in known:
        value.fail(unknown(name, known, what))
    return name


def unknown(name: str, known: Collection[str], what: str) -> str:
    """A complaint that names what was probably meant."""
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    if len(known) <= _FEW:
        hint = f"one of {', '.join(sorted(known)) or 'none'}"
    elif near:
        hint = f"did you mean {' or '.join(near)}?"
    else:
        hint = f"there are {len(known)}, such as {', '.join(sorted(known)[:3])}"
    return f"{name!r} is not {what}; {hint}"
