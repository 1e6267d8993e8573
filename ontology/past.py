"""The register as it stood on a day: no council before it was set up, no later merger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from ontology.register import Authority, GssCode, Register


@cache
def register_on(day: date | None) -> Register:
    """The register that ships, without what happened after a day; None for all of it.

    A body that a later event ended still exists on the day, and its end is not known.
    """
    register = Register.load()
    if day is None:
        return register
    return Register(
        tuple(
            _then(body, day)
            for body in register
            if body.active_from is None or body.active_from <= day
        ),
        tuple(event for event in register.reorganisations if event.date <= day),
        tuple(transfer for transfer in register.transfers if transfer.date <= day),
    )


def _then(body: Authority, day: date) -> Authority:
    codes = tuple(
        GssCode(gss.code, gss.valid_from, _ended(gss.valid_to, day))
        for gss in body.gss_codes
        if gss.valid_from is None or gss.valid_from <= day
    )
    return replace(body, gss_codes=codes, active_to=_ended(body.active_to, day))


def _ended(last: date | None, day: date) -> date | None:
    """A last day, unless it has yet to come."""
    return last if last is not None and last < day else None
