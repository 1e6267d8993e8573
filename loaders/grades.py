"""Grades and what they are given for: words, labels, sentences and tables.

A judgement table is read as two streams of words, grades and labels, whatever the
order of its cells: a grade may wrap round its label, stand above it or below, and
a plain text copy has no cells at all. Row n of one stream belongs to row n of the
other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.aspects import ARTICLES, ROWS, WORD, aspect, label_words
from loaders.healing import canonical
from loaders.pages import Line
from loaders.records import Judgement
from ontology.codes import Grade

_GRADES = {
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "inadequate": Grade.INADEQUATE,
    "adequate": Grade.ADEQUATE,
    "requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "require improvement": Grade.REQUIRES_IMPROVEMENT,
    "requires improvement to be good": Grade.REQUIRES_IMPROVEMENT,
    "require improvement to be good": Grade.REQUIRES_IMPROVEMENT,
    "not judged": Grade.NOT_JUDGED,
}
_FIRST_WORDS = frozenset(words.split()[0] for words in _GRADES)
_LONGEST_LABEL = 16
_PAGE = 10_000.0
_GRADE = (
    r"(?:outstanding|good|inadequate|adequate|requires?\s+improvement(?:\s+to\s+be"
    r"\s+good)?|not\s+judged)"
)
_GRADE_CELL = re.compile(
    rf"(?:grade\s+\d\s*)?\(?({_GRADE})\)?(?:\s*\(?grade\s+\d\)?)?\s*\.?", re.IGNORECASE
)
_STATED = re.compile(
    rf"""(?P<label>.+?)
    (?:\s*,?\s+which)?
    (?:\s+(?:is|are)\s+judged\s+to\s+be
      |\s+(?:is|are)\s+that\s+(?:it|they|children’s\s+services)(?:\s+(?:is|are))?
      |\s+(?:is|are))?
    \s*[:;–—-]*\s*
    (?P<grade>{_GRADE})\s*\.?""",
    re.IGNORECASE | re.VERBOSE,
)


def grade(text: str) -> Grade | None:
    """The grade a whole text is, or None if it is anything else.

    >>> grade("Requires improvement to be good").value
    'requires_improvement'
    >>> grade("Good progress") is None
    True
    """
    match = _GRADE_CELL.fullmatch(canonical(text))
    return None if match is None else _GRADES[" ".join(match[1].casefold().split())]


def parted(text: str) -> tuple[str, str] | None:
    """Label and grade of a heading that ends in its grade, both as printed.

    >>> parted("The experiences and progress of care leavers: Good.")
    ('The experiences and progress of care leavers', 'Good')
    """
    match = _STATED.fullmatch(canonical(text))
    return None if match is None else (match["label"], match["grade"])


def stated(text: str) -> Judgement | None:
    """The judgement of a heading or sentence that is nothing but that.

    Such as "The experiences and progress of care leavers: good", "Children's
    services in Anytown require improvement to be good", "The graded judgement for
    adoption performance is that it is good".
    """
    parts = parted(text)
    if parts is None:
        return None
    found, value = aspect(parts[0]), grade(parts[1])
    if found is None or value is None:
        return None
    return Judgement(found, value, parts[1])


__all__ = ["Table", "aspect", "grade", "parted", "stated", "table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A judgement table.

    Attributes:
        lines: What it was read from, header row included.
        warnings: Rows without a grade, grades without a row.
    """

    judgements: tuple[Judgement, ...] = ()
    lines: tuple[Line, ...] = ()
    warnings: tuple[str, ...] = ()


def table(lines: Sequence[Line]) -> Table:
    """The first judgement table among some lines.

    Args:
        lines: In reading order; what is before and after the table may be there.

    Returns:
        An empty one if there is none. A label that no list knows is
        ``other:<as printed>``.
    """
    start = _first_row(lines)
    if start is None:
        return Table()
    best = _read(lines, start)
    # A grade that wraps round the first label begins above it.
    if start and _is_grade(lines[start - 1]):
        best = min(best, _read(lines, start - 1), key=_doubts)
    return best


def _doubts(candidate: Table) -> tuple[int, int]:
    return len(candidate.warnings), -len(candidate.judgements)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a table: lower case, as printed, and the line it stands in."""

    word: str
    printed: str
    line: int
    first: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    tokens: tuple[_Token, ...]
    known: bool

    @property
    def printed(self) -> str:
        return _printed(self.tokens).lstrip("0123456789. ")


def _tokens(line: Line, index: int) -> list[_Token]:
    found: list[_Token] = []
    before = ""
    for part in canonical(line.clean).split():
        inside = [word.casefold() for word in WORD.findall(part)]
        if not inside or inside[0] in ARTICLES:
            before += f"{part} "
            continue
        found.append(_Token(inside[0], before + part, index, not found))
        found += [_Token(word, "", index) for word in inside[1:]]
        before = ""
    return found


_HEADER = (
    ["judgement", "grade"], ["judgment", "grade"], ["judgements", "grades"],
    ["judgement"], ["judgment"], ["judgements"], ["grade"], ["grades"],
)  # fmt: skip


def _first_row(lines: Sequence[Line]) -> int | None:
    for index, line in enumerate(lines):
        words = label_words(line.clean)
        if words in _HEADER and _heads_table(words, lines[index + 1 : index + 3]):
            return index
        above = lines[index - 1 : index] if index else []
        wrapped = list(above) if any(map(_is_grade, above)) else []
        if any(
            _opens(part, lines[index + 1 : index + 6])
            for part in ([line], [*wrapped, line])
        ):
            return index
    return None


def _heads_table(words: list[str], below: Sequence[Line]) -> bool:
    """Whether a line with the words of a header row is one."""
    if len(words) == 2:
        return True
    return any(
        label_words(line.clean) in _HEADER or _goes_on(_tokens(line, 0))
        for line in below
    )


def _opens(lines: Sequence[Line], ahead: Sequence[Line]) -> bool:
    """Whether lines are the first row of a table, or what of it is not its grade."""
    labels, grades = _streams([token for line in lines for token in _tokens(line, 0)])
    if len(labels) < 2 or not _goes_on(labels):
        return False
    return bool(grades) or any(map(_is_grade, ahead))


def _is_grade(line: Line) -> bool:
    """Whether a line is a grade or the beginning of one."""
    labels, grades = _streams(_tokens(line, 0))
    return bool(grades) and not labels


def _read(lines: Sequence[Line], start: int) -> Table:
    tokens: list[_Token] = []
    used: list[Line] = []
    wordless: list[Line] = []  # a rule, or the number of a row
    for index in range(start, len(lines)):
        more = _tokens(lines[index], index)
        if not more:
            wordless.append(lines[index])
            continue
        header = [token.word for token in more] in _HEADER
        if not header and not _belongs([*tokens, *more], lines, index):
            break
        if not header:
            tokens += more
        used += [*wordless, lines[index]]
        wordless.clear()
    labels, grades = _streams(tokens)
    rows, rest = _rows(labels)
    if rest:
        rows.append(_Label(tuple(rest), known=False))
    judgements, warnings = _judged(rows, grades, lines)
    return Table(judgements, tuple(used) if judgements else (), warnings)


def _belongs(tokens: list[_Token], lines: Sequence[Line], index: int) -> bool:
    """Whether a table goes on with the last of these words, those of a line."""
    labels, grades = _streams(tokens)
    rows, rest = _rows(labels)
    if len(grades) > len(rows) + 1:
        return False
    if not rest or any(_plain(rest) == row[: len(rest)] for row in ROWS):
        return True
    return len(rest) <= _LONGEST_LABEL and _is_strange_row(lines[index : index + 6])


def _is_strange_row(lines: Sequence[Line]) -> bool:
    """A label no list knows: it has a grade, and then known rows follow."""
    for index, line in enumerate(lines[:3]):
        tokens = _tokens(line, 0)
        if line.clean.rstrip().endswith(".") or (index and _goes_on(tokens)):
            return False
        labels, grades = _streams(tokens)
        if grades and grades[-1][-1] is tokens[-1]:
            return any(_goes_on(_tokens(row, 0)) for row in lines[index + 1 :])
        if not labels:
            return False
    return False


def _goes_on(tokens: Sequence[_Token]) -> bool:
    """Whether words are labels, the last of them perhaps only begun."""
    labels, _ = _streams(tokens)
    rows, rest = _rows(labels)
    if not labels or not all(row.known for row in rows):
        return False
    return not rest or any(_plain(rest) == row[: len(rest)] for row in ROWS)


def _printed(tokens: Sequence[_Token]) -> str:
    return " ".join(token.printed for token in tokens if token.printed).strip("| ")


def _plain(tokens: Sequence[_Token]) -> tuple[str, ...]:
    return tuple(token.word for token in tokens)


def _streams(tokens: Sequence[_Token]) -> tuple[list[_Token], list[list[_Token]]]:
    """Words of labels and, each together, words of grades."""
    labels: list[_Token] = []
    grades: list[list[_Token]] = []
    for token in tokens:
        begun = " ".join(part.word for part in grades[-1]) if grades else ""
        if begun and any(
            known.startswith(f"{begun} {token.word}") for known in _GRADES
        ):
            grades[-1].append(token)
        elif token.word in _FIRST_WORDS and (not begun or begun in _GRADES):
            grades.append([token])
        else:
            labels.append(token)
    return labels, grades


def _rows(tokens: Sequence[_Token]) -> tuple[list[_Label], list[_Token]]:
    """Labels one after the other, and the words of one not yet whole."""
    found: list[_Label] = []
    at = 0
    while at < len(tokens):
        length = _known_row(tokens[at:])
        if not length:
            later = (
                position
                for position in range(at + 1, len(tokens))
                if tokens[position].first and _known_row(tokens[position:])
            )
            length = next(later, at) - at
            if not length:
                break
            found.append(_Label(tuple(tokens[at : at + length]), known=False))
        else:
            found.append(_Label(tuple(tokens[at : at + length]), known=True))
        at += length
    return found, list(tokens[at:])


def _known_row(tokens: Sequence[_Token]) -> int:
    """How many words a known label takes here; 0 for none or one not yet whole."""
    words = _plain(tokens)
    if any(len(words) < len(row) and words == row[: len(words)] for row in ROWS):
        return len(words) if words in ROWS else 0
    return max((len(row) for row in ROWS if words[: len(row)] == row), default=0)


def _judged(
    rows: Sequence[_Label], grades: Sequence[list[_Token]], lines: Sequence[Line]
) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    judgements: list[Judgement] = []
    warnings: list[str] = []
    for row, printed in _paired(rows, grades, lines):
        label = row.printed if row is not None else None
        value = grade(printed) if printed is not None else None
        if row is None or value is None or printed is None:
            warnings.append(
                f"judgement table: label {label!r} and grade {printed!r} do not pair"
            )
            continue
        found = aspect(row.printed) or f"other:{row.printed}"
        judgements.append(
            Judgement(found, value, printed, lines[row.tokens[0].line].page)
        )
    return tuple(judgements), tuple(warnings)


def _paired(
    rows: Sequence[_Label], grades: Sequence[list[_Token]], lines: Sequence[Line]
) -> list[tuple[_Label | None, str | None]]:
    """Labels and grades in order or, where some are missing, the nearest."""
    texts = [_printed(words).rstrip(".") for words in grades]
    if len(rows) == len(grades):
        return list(zip(rows, texts, strict=True))
    pairs: dict[int, str] = {}
    stray: list[tuple[_Label | None, str | None]] = []
    for grade_, text in zip(grades, texts, strict=True):
        order = sorted(
            range(len(rows)),
            key=lambda i: abs(_height(rows[i].tokens, lines) - _height(grade_, lines)),
        )
        free = next((i for i in order[:1] if i not in pairs), None)
        if free is None:
            stray.append((None, text))
        else:
            pairs[free] = text
    return [(row, pairs.get(i)) for i, row in enumerate(rows)] + stray


def _height(tokens: Sequence[_Token], lines: Sequence[Line]) -> float:
    """Where on its page a cell stands, pages one below the other."""
    heights = [
        lines[token.line].y + _PAGE * (lines[token.line].page or 0) for token in tokens
    ]
    return (min(heights) + max(heights)) / 2
