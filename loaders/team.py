"""The inspection team, listed role by role at the front or the end of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders import people
from loaders.healing import canonical
from loaders.pages import Line
from loaders.records import Participant
from ontology.codes import Role

_LEAD = r"(?:lead|reporting)\s+inspectors?(?:\s+on[\s-]site)?"
_INSPECTOR = (
    r"deputy\s+lead(?:\s+inspectors?)?|(?:team|shadow|additional|associate|seconded"
    r"|supernumerary|regulatory|contracted|assistant|trainee|other|social\s+care"
    r"|safeguarding|schools?|education|health)(?:\s+(?:lead|regulatory|care))?"
    r"\s+inspectors?|inspectors(?=\s*:)|SHMI(?=\s*:)"
)
_SUPPORT = (
    r"(?:shadow\s+)?(?:senior\s+)?(?:data\s+)?(?:analysts?|analytical\s+officers?)"
    r"|(?:shadow\s+)?(?:senior\s+)?(?:data|information|research|analytical|policy|inspection)\s+"
    r"(?:analysts?|officers?|managers?|support)|(?:senior\s+)?(?:HMI\s+)?quality\s+"
    r"assurance(?:\s+(?:managers?|leads?|inspectors?|officers?|HMI))?|report\s+authors?"
)
#: A label begins a line or follows a full stop.
_LABEL = re.compile(
    rf"(?:(?<=\n)|(?<=[.;]\s))(?:the\s+)?(?P<label>(?P<lead>{_LEAD})|(?P<inspector>"
    rf"{_INSPECTOR})|(?P<support>{_SUPPORT}))\s*(?:\([^)]*\))?(?:\s*:|\s*[–-]\s"
    r"|(?=\s+(?-i:[A-ZÀ-Þ])))\s*",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:not\s+applicable|n\s*/\s*a|none)\b\.?", re.IGNORECASE)
_STOP = re.compile(r"(?<=[a-zà-ÿ)]{3})\.\s+(?=[A-ZÀ-Þ])|(?<=HMI)\.\s+(?=[A-ZÀ-Þ])")
_OPEN = re.compile(r"(?:[,;/&(-]|\band)$", re.IGNORECASE)
_FRAGMENT = re.compile(r"[,;/&]|\band\b")
#: Words no list of names has.
_PROSE = re.compile(r"(?<![\w’'-])(?!and\b|de\b|van\b|von\b|der\b)[a-z]{2,}")
_ASIDE = re.compile(r"\([^)]*\)?")
_ON_SITE = re.compile(r"on[\s-]site", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label and the names after it."""

    label: str
    kind: str
    names: tuple[str, ...]
    page: int | None


def team(lines: Sequence[Line]) -> tuple[Participant, ...]:
    """Everyone named after a label such as "Lead inspector:", lead first.

    Args:
        lines: Of the team's section; lines before the first label are passed over.
    """
    entries = list(_entries(lines))
    leads = [entry for entry in entries if entry.kind == "lead" and entry.names]
    # "Lead inspector on site" is another person, where both are printed.
    lead = min(leads, key=lambda e: bool(_ON_SITE.search(e.label)), default=None)
    ordered = sorted(entries, key=lambda entry: entry is not lead)
    found: dict[tuple[str, bool], Participant] = {}
    for entry in ordered:
        role = _role(entry, lead)
        for name in entry.names:
            person = Participant(name, role, _title(entry, role), page=entry.page)
            found.setdefault((name, role is Role.SUPPORT), person)
    return tuple(found.values())


def is_label(text: str) -> bool:
    """Whether a line begins with the label of the lead inspector."""
    match = _LABEL.match("\n" + text, 1)
    return match is not None and match["lead"] is not None


def _role(entry: _Entry, lead: _Entry | None) -> Role:
    if entry.kind == "support":
        return Role.SUPPORT
    return Role.LEAD_INSPECTOR if entry is lead else Role.INSPECTOR


def _title(entry: _Entry, role: Role) -> str | None:
    """The label where it says more than the role."""
    plain = entry.label.casefold().startswith(("lead inspector", "team inspector"))
    return None if plain and role is not Role.SUPPORT else entry.label


def _entries(lines: Sequence[Line]) -> Iterator[_Entry]:
    text, pages = "\n", [lines[0].page if lines else None]
    for line in lines:
        text += canonical(line.clean) + "\n"
        pages += [line.page] * (len(text) - len(pages))
    labels = list(_LABEL.finditer(text))
    for index, label in enumerate(labels):
        after = labels[index + 1 : index + 2]
        end = after[0].start() if after else len(text)
        kind = next(k for k in ("lead", "inspector", "support") if label[k])
        names = tuple(_names(text[label.end() : end]))
        printed = canonical(label["label"])
        yield _Entry(printed, kind, names, pages[label.start("label")])


def _names(value: str) -> Iterable[str]:
    """Names in a list that is broken over lines, with or without commas there."""
    joined = ""
    for line in value.split("\n"):
        if len(_PROSE.findall(_ASIDE.sub("", line))) > 3:
            break
        joined = _join(joined, line.strip()) if line.strip() else joined
    joined = _STOP.sub(", ", _NONE.sub(",", joined))
    return people.names(joined)


def _join(text: str, line: str) -> str:
    if not text:
        return line
    if text.endswith("-"):
        return text + line
    if _OPEN.search(text):
        return f"{text} {line}"
    last = _FRAGMENT.split(text)[-1]
    first = _FRAGMENT.split(line)[0]
    return f"{text}, {line}" if _whole(last) and _whole(first) else f"{text} {line}"


def _whole(fragment: str) -> bool:
    """Whether a piece between separators is a full name, or the rank after one."""
    fragment = fragment.strip(" .")
    bare = people.without_rank(fragment)
    return people.looks_like_name(bare) or (not bare and bool(fragment))
