"""The issue scheme: what findings can be about, read from Turtle.

``scheme()`` gives the issues that ship with the package; users add their own in
Turtle files of the same shape (see ``issues.ttl``).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from ontology.patterns import compile_pattern

SHIPPED = Path(__file__).with_name("issues.ttl")

_IG = "https://w3id.org/inspectgraph/ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ISSUE = ox.NamedNode(f"{_IG}Issue")


class SchemeError(ValueError):
    """An issue scheme that cannot be used: says which file and what to mend."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of the scheme.

    Attributes:
        id: Last part of its IRI.
        iri: Whole IRI.
        excludes: What is coded elsewhere, or None.
        cues: Patterns that suggest the issue by themselves (``patterns.py``).
        weak_cues: Patterns that support it when something else speaks for it.
        not_cues: Patterns whose words are not about the issue.
    """

    id: str
    iri: str
    label: str
    theme: str
    theme_label: str
    definition: str
    excludes: str | None = None
    alt_labels: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    weak_cues: tuple[str, ...] = ()
    not_cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssueScheme:
    """Issues in the order of the scheme."""

    issues: tuple[Issue, ...] = field(default=())

    def __iter__(self) -> Iterator[Issue]:
        """In the order of the scheme."""
        return iter(self.issues)

    def __len__(self) -> int:
        """How many issues."""
        return len(self.issues)

    def __getitem__(self, issue: str) -> Issue:
        """The issue of that id, else KeyError."""
        return self._by_id[issue]

    def __contains__(self, issue: object) -> bool:
        """True for the id of an issue."""
        return issue in self._by_id

    @cached_property
    def _by_id(self) -> Mapping[str, Issue]:
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def _names(self) -> Mapping[str, Issue]:
        names: dict[str, Issue] = {}
        for issue in self.issues:
            for name in (issue.id, issue.label, *issue.alt_labels, issue.iri):
                names.setdefault(_folded(name), issue)
        return names

    def find(self, word: str) -> Issue | None:
        """The issue of that id, label or alternative label, however it is spaced."""
        folded = _folded(word)
        names = self._names
        return names.get(folded) or names.get(folded.removesuffix("s"))

    def suggest(self, word: str, limit: int = 3) -> tuple[Issue, ...]:
        """Issues that a misspelt or partial name may have meant, likeliest first."""
        folded = _folded(word)
        names = self._names
        near = [name for name in names if folded and folded in name]
        near += difflib.get_close_matches(folded, names, n=2 * limit, cutoff=0.6)
        found = {names[name].id: names[name] for name in near}
        return tuple(found.values())[:limit]


@cache
def _read(path: Path, _modified: int) -> tuple[Issue, ...]:
    try:
        store = ox.Store()
        store.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        raise SchemeError(f"{path}: {error}") from error
    found = [
        _issue(store, quad.subject, path)
        for quad in store.quads_for_pattern(None, _TYPE, _ISSUE)
        if isinstance(quad.subject, ox.NamedNode)
    ]
    places = _places(path)
    return tuple(sorted(found, key=lambda issue: (places(issue.id), issue.id)))


def scheme(extra: Iterable[Path] = ()) -> IssueScheme:
    """The shipped issues and those of further Turtle files.

    An issue defined again in a later file replaces the earlier one.

    Raises:
        SchemeError: A file that is not Turtle, an issue without label, theme
            or definition, or a cue that is not a pattern.
    """
    issues: dict[str, Issue] = {}
    for path in (SHIPPED, *extra):
        if not path.is_file():
            raise SchemeError(f"{path}: no such file")
        for issue in _read(path, path.stat().st_mtime_ns):
            issues[issue.id] = issue
    return IssueScheme(tuple(issues.values()))


def _issue(store: ox.Store, node: ox.NamedNode, path: Path) -> Issue:
    name = re.split(r"[/#]", node.value)[-1]
    label = _one(store, node, f"{_SKOS}prefLabel")
    definition = _one(store, node, f"{_SKOS}definition")
    if label is None or definition is None:
        raise SchemeError(f"{path}: issue {name} needs a label and a definition")
    broader = _nodes(store, node, f"{_SKOS}broader")
    theme = broader[0] if broader else None
    theme_label = _one(store, theme, f"{_SKOS}prefLabel") if theme is not None else None
    theme_id = re.split(r"[/#]", theme.value)[-1] if theme is not None else "own"
    note = _one(store, node, f"{_SKOS}scopeNote")
    cues, weak, negative = (
        tuple(_texts(store, node, f"{_IG}{name}"))
        for name in ("cue", "cueWeak", "notCue")
    )
    for cue in (*cues, *weak, *negative):
        try:
            compile_pattern(cue)
        except ValueError as error:
            raise SchemeError(f"{path}: issue {name}: {error}") from error
    return Issue(
        id=name,
        iri=node.value,
        label=label,
        theme=theme_id,
        theme_label=theme_label or _shipped_theme(theme_id, path) or theme_id,
        definition=definition,
        excludes=note,
        alt_labels=tuple(_texts(store, node, f"{_SKOS}altLabel")),
        cues=cues,
        weak_cues=weak,
        not_cues=negative,
    )


def _shipped_theme(theme: str, path: Path) -> str | None:
    if path == SHIPPED:
        return None
    shipped = _read(SHIPPED, SHIPPED.stat().st_mtime_ns)
    return next((i.theme_label for i in shipped if i.theme == theme), None)


def _places(path: Path) -> _Places:
    return _Places(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a file defines an issue, so that the scheme keeps the author's order."""

    text: str

    def __call__(self, name: str) -> int:
        found = re.search(rf"[:/#]{re.escape(name)}>?\s+a\s", self.text)
        return found.start() if found else len(self.text)


def _nodes(store: ox.Store, node: ox.NamedNode, term: str) -> list[ox.NamedNode]:
    quads = store.quads_for_pattern(node, ox.NamedNode(term), None)
    found = [quad.object for quad in quads]
    nodes = [item for item in found if isinstance(item, ox.NamedNode)]
    return sorted(nodes, key=lambda item: item.value)


def _texts(store: ox.Store, node: ox.NamedNode, term: str) -> list[str]:
    quads = store.quads_for_pattern(node, ox.NamedNode(term), None)
    found = [quad.object for quad in quads]
    return sorted(item.value for item in found if isinstance(item, ox.Literal))


def _one(store: ox.Store, node: ox.NamedNode, term: str) -> str | None:
    return next(iter(_texts(store, node, term)), None)


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-–()]+", " ", name).strip().casefold()
