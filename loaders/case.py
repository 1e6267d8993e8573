"""Case files: an authority's history written down by hand.

A case file (``docs/case-files.md``) holds inspections and articles with findings
paraphrased and coded by a person. Each becomes one report. The reading is strict:
whatever is not understood is a ``CaseError`` that says where, and what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from loaders import strictyaml
from loaders.casevalues import (
    code,
    day,
    maybe_code,
    maybe_partial,
    one_of,
    partial,
    unknown,
)
from loaders.partial import PartialDate
from loaders.records import (
    Commitment,
    Finding,
    FollowUp,
    HandCoding,
    Judgement,
    Participant,
    Period,
    Report,
    Tenure,
)
from loaders.strictyaml import Fields, Value
from ontology.codes import (
    Aspect,
    FindingKind,
    Framework,
    Grade,
    InspectionType,
    Outcome,
    Polarity,
    Role,
    Trend,
)
from ontology.issues import IssueScheme, scheme
from ontology.register import Authority, Register

FAMILY = "case"
#: The case that ships: Bournemouth, then Bournemouth, Christchurch and Poole.
BUNDLED = Path(__file__).with_name("cases") / "bournemouth-bcp.yaml"

_OTHER = "other:"


class Marker(StrEnum):
    """How the document marks an item of a list."""

    NUMBER = "number"
    BULLET = "bullet"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class _Inspection:
    """An inspection of which only id and dates are read yet."""

    fields: Fields
    name: str
    periods: tuple[Period, ...]
    warnings: tuple[str, ...]

    @property
    def end(self) -> date:
        return max(period.end for period in self.periods)


class _Case:
    """What the documents of one file share.

    Attributes:
        authorities: Those of the register, by id.
        issues: Ids of the issue scheme.
        ends: Last fieldwork days by the file's own inspection ids.
    """

    def __init__(
        self, inspections: Iterable[Value], register: Register, issues: IssueScheme
    ) -> None:
        self.authorities = {authority.id: authority for authority in register}
        self.issues = frozenset(issue.id for issue in issues)
        self.inspections = [_dated(value) for value in inspections]
        self.ends: dict[str, date] = {}
        for each in self.inspections:
            if each.name in self.ends:
                each.fields.value.fail(f"another inspection has the id {each.name!r}")
            self.ends[each.name] = each.end


def parse(
    data: bytes,
    path: str,
    *,
    register: Register | None = None,
    issues: IssueScheme | None = None,
) -> tuple[Report, ...]:
    """Read a case file.

    Args:
        data: The file.
        path: For messages.
        register: Authorities it may name; those that ship when None.
        issues: Issues it may name; those that ship when None.

    Returns:
        One report for each inspection, then for each article, as in the file.

    Raises:
        CaseError: The file breaks a rule; says which, where and what is allowed.
    """
    fields = strictyaml.read(data, path).mapping()
    fields.need("case").text()
    fields.text("description")
    inspections, articles = fields.list("inspections"), fields.list("articles")
    fields.end()
    case = _Case(
        inspections,
        Register.load() if register is None else register,
        scheme() if issues is None else issues,
    )
    reports = [
        *(_Document(each.fields, case).inspection(each) for each in case.inspections),
        *(_Document(each.mapping(), case).article() for each in articles),
    ]
    if not reports:
        fields.value.fail("holds no inspection and no article")
    return tuple(reports)


def _dated(value: Value) -> _Inspection:
    fields = value.mapping()
    stated = [_period(item) for item in fields.need("periods").items()]
    if not stated:
        value.fail("'periods' must hold at least one [first day, last day]")
    return _Inspection(
        fields,
        _name(fields.need("id")),
        tuple(Period(first.first, last.last) for first, last in stated),
        tuple(
            f"fieldwork is known only as {_stated(first, last)}"
            for first, last in stated
            if not (first.exact and last.exact)
        ),
    )


def _stated(first: PartialDate, last: PartialDate) -> str:
    return first.text if first == last else f"{first.text} to {last.text}"


def _name(value: Value) -> str:
    """An id that no date can be taken for."""
    name = value.text()
    if not name[0].isalpha():
        value.fail(f"{name!r} must begin with a letter")
    return name


def _period(value: Value) -> tuple[PartialDate, PartialDate]:
    days = [partial(item) for item in value.items()]
    if len(days) not in {1, 2}:
        value.fail("must be [first day, last day], or one date in brackets")
    if days[0].first > days[-1].last:
        value.fail("ends before it begins")
    return days[0], days[-1]


class _Document:
    """Reads one inspection or article; keeps what its parts share."""

    def __init__(self, fields: Fields, case: _Case) -> None:
        self.fields = fields
        self.case = case
        self.authority = self._authority(fields.need("authority"))
        self.reference = fields.text("reference")
        note = fields.text("note")
        self.warnings = [] if note is None else [note]

    def inspection(self, known: _Inspection) -> Report:
        """Read an inspection and its report or letter."""
        self.warnings += known.warnings
        if not self.authority.active_on(known.end):
            self.fields.value.fail(
                f"{self.authority.name} was no authority on {known.end}"
            )
        return self._report(
            framework=code(self.fields.need("framework"), Framework),
            kind=code(self.fields.need("type"), InspectionType),
            periods=known.periods,
        )

    def article(self) -> Report:
        """Read an article on inspections."""
        about = tuple(sorted({self._end(each) for each in self.fields.list("about")}))
        return self._report(publisher=self.fields.text("publisher"), about=about)

    def _report(
        self,
        *,
        framework: Framework | None = None,
        kind: InspectionType | None = None,
        periods: tuple[Period, ...] = (),
        about: tuple[date, ...] = (),
        publisher: str | None = None,
    ) -> Report:
        fields = self.fields
        printed = fields.text("authority_printed")
        report = Report(
            family=FAMILY,
            title=fields.text("title"),
            authority_printed=printed or self.authority.name,
            framework=framework,
            type=kind,
            authority=self.authority.id,
            periods=periods,
            about=about,
            published=self._day(fields, "published"),
            theme=fields.text("theme"),
            publisher=publisher,
            address=fields.text("address"),
            people=tuple(map(_person, fields.list("people"))),
            judgements=tuple(map(_judgement, fields.list("judgements"))),
            findings=tuple(map(self._finding, fields.list("findings"))),
            follow_ups=tuple(map(self._follow_up, fields.list("follow_ups"))),
            commitments=tuple(map(self._commitment, fields.list("commitments"))),
            tenures=tuple(map(self._tenure, fields.list("tenures"))),
            warnings=tuple(self.warnings),
        )
        fields.end()
        return report

    def _finding(self, value: Value) -> Finding:
        fields = value.mapping()
        codings = fields.maybe("codings")
        flag = fields.maybe("back_reference")
        paragraph = fields.number("paragraph")
        marker = maybe_code(fields, "marker", Marker)
        if marker is None and paragraph is not None:
            marker = Marker.NUMBER
        source = fields.text("source") or self.reference
        if source is None:
            value.fail("'source' is missing, and the document has no 'reference'")
        finding = Finding(
            text=fields.need("text").text(),
            section=fields.text("section"),
            paragraph=paragraph,
            marker=marker,
            level=fields.number("level") or 1,
            page=fields.number("page"),
            kind=maybe_code(fields, "kind", FindingKind) or FindingKind.FINDING,
            paraphrase=True,
            source=source,
            codings=None if codings is None else self._codings(codings),
            trend=maybe_code(fields, "trend", Trend),
            back_reference=None if flag is None else flag.flag(),
        )
        fields.end()
        return finding

    def _codings(self, value: Value) -> tuple[HandCoding, ...]:
        found: list[HandCoding] = []
        for issue, polarity in value.mapping().rest().items():
            if issue not in self.case.issues:
                polarity.fail(unknown(issue, self.case.issues, "an issue"))
            found.append(HandCoding(issue, code(polarity, Polarity)))
        return tuple(found)

    def _follow_up(self, value: Value) -> FollowUp:
        fields = value.mapping()
        earlier = fields.maybe("of")
        follow_up = FollowUp(
            text=fields.need("text").text(),
            outcome=code(fields.need("outcome"), Outcome),
            earlier=None if earlier is None else self._end(earlier),
            issues=self._issues(fields),
            page=fields.number("page"),
            paraphrase=True,
        )
        fields.end()
        return follow_up

    def _commitment(self, value: Value) -> Commitment:
        fields = value.mapping()
        responds_to = fields.maybe("responds_to")
        due = maybe_partial(fields, "due")
        commitment = Commitment(
            text=fields.need("text").text(),
            issues=self._issues(fields),
            made=self._day(fields, "made"),
            due=None if due is None else due.last,
            responds_to=None if responds_to is None else self._end(responds_to),
            speaker=fields.text("speaker"),
            page=fields.number("page"),
            paraphrase=True,
        )
        fields.end()
        return commitment

    def _tenure(self, value: Value) -> Tenure:
        fields = value.mapping()
        named = fields.maybe("authority")
        authority = self.authority if named is None else self._authority(named)
        began, ended = maybe_partial(fields, "from"), maybe_partial(fields, "to")
        if began is not None and ended is not None and began.first > ended.last:
            value.fail("ends before it begins")
        tenure = Tenure(
            person=fields.need("person").text(),
            post=fields.need("post").text(),
            authority=authority.id,
            began=None if began is None else began.text,
            ended=None if ended is None else ended.text,
            attested=tuple(map(day, fields.list("attested_on"))),
            page=fields.number("page"),
        )
        fields.end()
        return tenure

    def _authority(self, value: Value) -> Authority:
        known = self.case.authorities
        return known[one_of(value, known, "an authority of the register")]

    def _issues(self, fields: Fields) -> tuple[str, ...]:
        known = self.case.issues
        return tuple(one_of(each, known, "an issue") for each in fields.list("issues"))

    def _end(self, value: Value) -> date:
        """The last fieldwork day of an inspection, named by id or by date."""
        name = value.scalar()
        if name in self.case.ends:
            return self.case.ends[name]
        if name[:1].isdecimal():
            return partial(value).last
        value.fail(unknown(name, self.case.ends, "the id of an inspection or a date"))

    def _day(self, fields: Fields, name: str) -> date | None:
        """A day; a month or year is no day, and is only reported."""
        stated = maybe_partial(fields, name)
        if stated is None or stated.exact:
            return None if stated is None else stated.first
        self.warnings.append(f"{name}: only {stated.text} is known, so no day is given")
        return None


def _person(value: Value) -> Participant:
    fields = value.mapping()
    person = Participant(
        name=fields.need("name").text(),
        role=code(fields.need("role"), Role),
        title=fields.text("title"),
        organisation=fields.text("organisation"),
        page=fields.number("page"),
    )
    fields.end()
    return person


def _judgement(value: Value) -> Judgement:
    fields = value.mapping()
    aspect = fields.need("aspect")
    name = aspect.text()
    if not (name.startswith(_OTHER) and name.removeprefix(_OTHER).strip()):
        code(aspect, Aspect, f", {_OTHER}<label as printed>")
    judgement = Judgement(
        aspect=name,
        grade=code(fields.need("grade"), Grade),
        as_printed=fields.need("as_printed").text(),
        page=fields.number("page"),
    )
    fields.end()
    return judgement
