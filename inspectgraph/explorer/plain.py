"""Values as JSON has them."""

from __future__ import annotations

from datetime import date
from typing import Any


def bare(**fields: Any) -> dict[str, Any]:
    """The fields that say something: no nulls, no empty lists."""
    return {
        name: value
        for name, value in fields.items()
        if value is not None and value != []
    }


def iso(value: object) -> str | None:
    """A day as ISO 8601."""
    return value.isoformat() if isinstance(value, date) else None
