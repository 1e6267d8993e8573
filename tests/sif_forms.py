"""Whole synthetic reports of 2013 to 2018 in their three forms, in our own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loaders import furniture, pdf, sif, text
from loaders.pages import Pages
from loaders.records import Report
from tests.sif_documents import (
    AUTHORITY,
    CLOSING,
    HELP,
    LEADERS,
    LOOKED_AFTER,
    PAGE,
    REVIEW,
    SERVICES,
    Item,
    Numbers,
    box,
    bullet,
    contents,
    drawn,
    head,
    line,
    name,
    prose,
    row,
    table,
    typed,
)

DATES = "Inspection date: 14 January 2014- 5 February 2014"
PUBLISHED = "Report published: 7 March 2014"


def read_all(pages: Pages) -> tuple[Report, ...]:
    body = furniture.part(pages)
    assert sif.matches(body)
    return sif.read(pages, body)


def read(pages: Pages) -> Report:
    (report,) = read_all(pages)
    return report


def printed(items: Sequence[Item]) -> Report:
    return read(pdf.read(drawn(items)))


def copied(items: Sequence[Item], *, blanks: bool = True) -> Report:
    return read(text.read(typed(items, blanks=blanks)))


def grades_of(report: Report) -> dict[str, str]:
    return {judgement.aspect: str(judgement.grade) for judgement in report.judgements}


def cover(
    *,
    dates: Sequence[str] = (DATES,),
    published: str = PUBLISHED,
    titles: Sequence[str] = (SERVICES, "and", REVIEW),
    grades: Sequence[str] = ("Good",) * 5,
    overall: str = "Children’s services in Anyshire are good",
) -> list[Item]:
    titled = [head(words) if words != "and" else line(words) for words in titles]
    dated = [line(words) for words in (*dates, published) if words]
    return [name(AUTHORITY), *titled, *dated, head(overall), *table(*grades)]


def team(*lines: str) -> list[Item]:
    method = prose("Inspectors read files, met families and watched meetings.")
    return [
        head("Information about this inspection"),
        method,
        head("The inspection team"),
        *map(line, lines),
    ]


TEAM = ("Lead inspector: Rowan Ashdown HMI", "Team inspectors: Ines Abara, Joe Field")
END = [PAGE, *map(line, CLOSING)]


def first_form() -> list[Item]:
    """Two sections; areas for improvement are numbered through with the rest."""
    number = Numbers()
    return [
        name(AUTHORITY),
        head(SERVICES),
        line("and"),
        head(REVIEW),
        line(DATES),
        line(PUBLISHED),
        line("The overall judgement is requires improvement."),
        prose("Nobody in Anyshire was found in danger, but much help comes late."),
        prose("It is Ofsted’s expectation that every child is helped well."),
        *table("Requires improvement", "Good", "Good", "Inadequate", "Good"),
        line("The effectiveness of the Local Safeguarding Children Board (LSCB) is"),
        line("inadequate"),
        prose("The board does not know whether its training changes anything."),
        *contents("Section 1: the local authority", "Summary of key findings"),
        head("Section 1: the local authority"),
        head("Summary of key findings"),
        head("This local authority requires improvement and is not yet good because"),
        number("Families wait for help. Some wait for more than a term."),
        number("Plans seldom say what has to change."),
        head("The local authority has the following strengths"),
        number("Foster carers are well trained."),
        head("What does the local authority need to improve?"),
        head("Priority and immediate action"),
        number("The inspection did not find any areas for priority action."),
        head("Areas for improvement"),
        number("Shorten the wait for early help."),
        number("Write plans that say what has to change, and by when."),
        *team(*TEAM),
        head("Information about this local authority area2"),
        head("Children living in this area"),
        bullet("Approximately 50,000 children live in Anyshire."),
        head("Other Ofsted inspections"),
        bullet("Leadership, management and governance: inadequate"),
        head("Inspection judgements about the local authority"),
        head(f"The experience and progress of {lower(HELP)} require improvement"),
        number("The front door is well run. Referrals are answered in a day."),
        head("The graded judgement for adoption performance is that it is good"),
        number("Children are matched soon, and their carers are prepared."),
        head("What the inspection judgements mean: the local authority"),
        prose("A good local authority leads services that help and protect."),
        head("Section 2: The effectiveness of the Local Safeguarding Children Board"),
        head("The effectiveness of the LSCB is inadequate"),
        head("Areas for improvement"),
        number("Find out what training changes."),
        head("Key strengths and weaknesses of the LSCB"),
        number("Audits are few, and nobody acts on them."),
        head("What the inspection judgments mean: the LSCB"),
        prose("An LSCB requires improvement if it is not yet good."),
        *END,
    ]


def lower(label: str) -> str:
    return label[0].lower() + label[1:]


def second_form() -> list[Item]:
    """Bulleted summaries, lists under headings of their own, boxes with grades."""
    number = Numbers()
    return [
        *cover(
            overall="The overall judgement is that children’s services require improvement",
            grades=("Requires improvement", "Good", "Good", "Good", "Good"),
        ),
        *contents("The local authority", "Summary of findings"),
        head("The local authority"),
        head("Summary of findings"),
        head("Children’s services in Anyshire require improvement because:"),
        line("Quality of plans"),
        bullet("Too many plans do not say what has to change for a child."),
        head("What does the local authority need to improve?"),
        head("Priority and immediate action"),
        line("Leadership and management"),
        number("Make sure that every child at risk is seen within a day."),
        head("Areas for improvement"),
        line("Quality of plans"),
        number("Write plans that families understand. These should have:"),
        bullet("dates;"),
        bullet("names of those who act."),
        head("The local authority’s strengths"),
        bullet("Foster carers are well trained."),
        head("Progress since the last inspection"),
        number("Visits are now made in time."),
        head("Summary for children and young people"),
        bullet("Most of you know your social worker."),
        head("Inspection judgements about the local authority"),
        row("Key judgement", "Judgement grade"),
        box(f"The experience and progress of {lower(HELP)}", "Requires improvement"),
        head("Summary"),
        prose("Help is kind, but it comes late for some of the youngest children."),
        number("The front door is well run. Referrals are answered in a day."),
        head("The Local Safeguarding Children Board (LSCB)"),
        head("The Local Safeguarding Children Board requires improvement"),
        head("Summary of findings"),
        head("The LSCB requires improvement because:"),
        bullet("Audits are few."),
        head("What does the LSCB need to improve?"),
        head("Areas for improvement"),
        number("Find out what training changes."),
        head("Inspection judgement about the LSCB"),
        number("The chair holds partners to account."),
        head("What the inspection judgements mean"),
        head("The LSCB"),
        prose("An LSCB that is good knows how children fare."),
        *team(*TEAM),
        *END,
    ]


def third_form() -> list[Item]:
    """Executive summary, recommendations, boxes with grades."""
    number = Numbers()
    return [
        *cover(
            overall="Children’s services in Anyshire require improvement to be good",
            grades=("Inadequate", "Requires improvement to be good", *("Good",) * 3),
        ),
        PAGE,
        head("Executive summary"),
        prose("Leaders know what is wrong, and have begun to put it right."),
        *contents("Executive summary", "The local authority", "Recommendations"),
        head("The local authority"),
        head("Information about this local authority area"),
        head("Previous Ofsted inspections"),
        bullet(f"{LEADERS}: outstanding"),
        head("Local leadership"),
        bullet("The director has been in post since May 2013."),
        head("Recommendations"),
        number("See every child within a day."),
        number("Write plans that families understand."),
        head("Summary for children and young people"),
        bullet("Most of you know your social worker."),
        box(f"The experience and progress of {lower(HELP)}", "Inadequate"),
        head("Summary"),
        prose("Help comes too late for many children, and some are left in danger."),
        head("Inspection findings"),
        number("The front door is not well run. (Recommendation)"),
        box(
            f"The experience and progress of {lower(LOOKED_AFTER)}",
            "Requires improvement to be good",
        ),
        head("Inspection findings"),
        number("Reviews are held in time."),
        head("The graded judgement for adoption performance is that it is good"),
        number("Children are matched soon."),
        head("The Local Safeguarding Children Board (LSCB)"),
        head("The Local Safeguarding Children Board is good"),
        head("Executive summary"),
        prose("The board knows how children fare and says so to its partners."),
        head("Recommendations"),
        number("Ask children what they think."),
        head("Inspection findings – the Local Safeguarding Children Board"),
        number("The chair holds partners to account."),
        *team(*TEAM),
        *END,
    ]


def small(**changes: Any) -> list[Item]:
    number = Numbers()
    return [
        *cover(titles=(SERVICES,), **changes),
        PAGE,
        head("Executive summary"),
        prose("Leaders know what is wrong, and have begun to put it right."),
        head("Recommendations"),
        number("See every child within a day."),
        *team(*TEAM),
        *END,
    ]


FORMS = {"first": first_form, "second": second_form, "third": third_form}
