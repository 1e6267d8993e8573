"""Lines of authorities, and which inspections lie along them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from ontology.register import Ancestor, LineageKind, Register

KINDS: tuple[LineageKind, ...] = get_args(LineageKind)


def line(register: Register, authority: str, kind: LineageKind) -> tuple[Ancestor, ...]:
    """The authority and all it came from, oldest first; alone for ``none``."""
    return register.lineage(authority, kind)


def kinds_by_line(
    register: Register, authority: str
) -> dict[tuple[Ancestor, ...], list[LineageKind]]:
    """The different lines of an authority; most have one, whatever the kind."""
    lines: dict[tuple[Ancestor, ...], list[LineageKind]] = {}
    for kind in KINDS:
        lines.setdefault(line(register, authority, kind), []).append(kind)
    return lines


def paths(
    register: Register, ancestors: Sequence[Ancestor], kind: LineageKind
) -> list[list[str]]:
    """Every way from an oldest ancestor to the authority, which is last."""
    members = {ancestor.id for ancestor in ancestors}
    last = ancestors[-1].id

    def back(member: str) -> list[list[str]]:
        before = [p for p in register.predecessors(member, kind) if p in members]
        if not before:
            return [[member]]
        return [[*path, member] for parent in before for path in back(parent)]

    return back(last)
