"""Re-read every quotation from the bytes it came from.

A quotation stands if the file has the same SHA-256, the text layer made anew has the
quoted characters at the stated offsets on the stated page, and the finding is those
characters healed; a follow-up or promise is part of them. Look-alike sentences
elsewhere do not count.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import ReadError
from loaders.healing import canonical
from loaders.reading import open_pages
from ontology.vocabulary import IG
from queries.ask import Asker, Row, text

_SOURCES = """
SELECT ?sha ?media WHERE {
  ?snapshot a ig:Snapshot ; ig:sha256 ?sha ; dcat:mediaType ?media .
} ORDER BY ?sha"""
_QUOTES = """
SELECT ?source ?quoted ?kind ?text ?page ?quoted_page ?exact ?start ?end WHERE {
  GRAPH ?source {
    ?note oa:hasBody ?quoted ; oa:hasTarget ?target .
    ?target oa:hasSelector ?quote, ?position .
    ?quote oa:exact ?exact .
    ?position oa:start ?start ; oa:end ?end .
    OPTIONAL { ?target ig:page ?page }
    ?quoted a ?kind ; ig:text ?text .
    OPTIONAL { ?quoted ig:page ?quoted_page }
  }
} ORDER BY ?source ?quoted ?start"""
_CODED = """
SELECT ?coding ?text ?sentence ?start ?end ?words WHERE {
  ?coding a ig:Coding ; ig:finding/ig:text ?text ; ig:sentenceText ?sentence ;
    ig:start ?start ; ig:end ?end .
  OPTIONAL { ?coding ig:evidenceWords|(ig:sentence/ig:evidenceWords) ?words }
} ORDER BY ?coding ?words"""
_PARAPHRASES = """
SELECT (COUNT(DISTINCT ?told) AS ?count) WHERE {
  VALUES ?kind { ig:Finding ig:FollowUp ig:Commitment }
  ?told a ?kind ; ig:paraphrase true .
}"""
#: What healing may close: spaces, hyphens, footnote spacing.
_LOOSE = re.compile(r"[\s\-­]+")


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that does not stand.

    Attributes:
        where: File or IRI.
        reason: One line.
    """

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The result.

    Attributes:
        documents: Files re-read.
        findings: Those whose words were found again.
        follow_ups: The same.
        promises: The same.
        codings: Codings whose sentence and words were found in their finding.
        paraphrases: Findings, follow-ups and promises that a case tells in words of
            its own: no quotations, so there is nothing to find again.
    """

    documents: int
    findings: int
    follow_ups: int
    promises: int
    codings: int
    paraphrases: int
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A text layer made anew, and where its pages begin."""

    text: str
    starts: tuple[int, ...]
    numbered: bool

    def page(self, offset: int) -> int | None:
        """Page of a character, counted from 1."""
        return bisect_right(self.starts, offset) if self.numbered else None


def verify(
    asker: Asker,
    paths: Mapping[str, str],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Verification:
    """Re-read everything quoted.

    Args:
        asker: The store.
        paths: Where each snapshot lies, by SHA-256.
        progress: Called before each document: how far, of how many.
    """
    misses: list[Miss] = []
    quotes = _by_source(asker)
    documents = 0
    stood: Counter[str] = Counter()
    sources = list(asker.rows(_SOURCES))
    for number, row in enumerate(sources):
        progress(number, len(sources))
        sha, media = text(row, "sha"), text(row, "media")
        path = paths.get(sha)
        layer = _read(path, sha, media, misses)
        if layer is None:
            continue
        documents += 1
        for quoted, rows in quotes.get(sha, {}).items():
            problem = _check(rows, layer)
            if problem is None:
                stood[text(rows[0], "kind")] += 1
            else:
                misses.append(Miss(f"{path}: {quoted}", problem))
    codings, wrong = _check_codings(asker)
    return Verification(
        documents,
        stood[str(IG.Finding)],
        stood[str(IG.FollowUp)],
        stood[str(IG.Commitment)],
        codings,
        int(text(asker.one(_PARAPHRASES) or {}, "count")),
        (*misses, *wrong),
    )


def _by_source(asker: Asker) -> dict[str, dict[str, list[Row]]]:
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in asker.rows(_QUOTES):
        sha = text(row, "source").rsplit("/", 1)[-1]
        found[sha][text(row, "quoted")].append(row)
    return found


def _read(path: str | None, sha: str, media: str, misses: list[Miss]) -> _Layer | None:
    if path is None:
        misses.append(Miss(sha, "the store does not say where this file lies"))
        return None
    try:
        data = Path(path).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha:
            misses.append(Miss(path, "the file is not the one that was read (SHA-256)"))
            return None
        if media == "application/yaml":
            return _Layer("", (), numbered=False)
        document = open_pages(data, Path(path).suffix.casefold())
    except OSError as error:
        misses.append(Miss(path, error.strerror or str(error)))
        return None
    except ReadError as error:
        misses.append(Miss(path, str(error)))
        return None
    starts = [0]
    starts += [m.end() for m in re.finditer("\f", document.layer)][:-1]
    numbered = bool(document.pages) and document.pages[0].number is not None
    return _Layer(document.layer, tuple(starts), numbered)


def _check(rows: list[Row], layer: _Layer) -> str | None:
    """Why a finding, follow-up or promise does not stand, or None."""
    printed: list[str] = []
    for row in rows:
        start, end = int(text(row, "start")), int(text(row, "end"))
        found = layer.text[start:end]
        if found != row["exact"]:
            return f"not at its place: {str(row['exact'])[:60]!r}"
        if row["page"] != layer.page(start):
            return f"on page {layer.page(start)}, not {row['page']}"
        printed.append(found)
    first = min(int(text(row, "start")) for row in rows)
    if layer.page(first) not in {row["quoted_page"] for row in rows}:
        return f"begins on page {layer.page(first)}, not {rows[0]['quoted_page']}"
    there, said = _bare(" ".join(printed)), _bare(text(rows[0], "text"))
    whole = rows[0]["kind"] == str(IG.Finding)
    if said != there if whole else said not in there:
        return "its text is not what is printed there"
    return None


def _bare(words: str) -> str:
    return _LOOSE.sub("", canonical(words))


def _check_codings(asker: Asker) -> tuple[int, Iterator[Miss]]:
    wrong: list[Miss] = []
    seen: set[str] = set()
    for row in asker.rows(_CODED):
        whole, coding = text(row, "text"), text(row, "coding")
        seen.add(coding)
        start, end = int(text(row, "start")), int(text(row, "end"))
        if whole[start:end] != row["sentence"]:
            wrong.append(Miss(coding, "its sentence is not in the finding"))
        elif row["words"] is not None and str(row["words"]) not in whole:
            wrong.append(Miss(coding, f"{row['words']!r} is not in the finding"))
    return len(seen), iter(wrong)
