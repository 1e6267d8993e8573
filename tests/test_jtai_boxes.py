"""Cases in frames, sentences that lead into lists, and method, in joint letters."""

from __future__ import annotations

from loaders import pdf
from ontology.codes import FindingKind
from tests.joint_letters import EARLY, LATE, copied, read, texts_of
from tests.pdfs import Text, draw


def test_a_sentence_that_leads_into_a_list_is_no_item_of_it() -> None:
    lead = "Leaders should act at once on these:"
    assert texts_of(copied(EARLY), FindingKind.PRIORITY_ACTION) == [
        "Health checks are missed."
    ]
    assert lead in [passage.text for passage in copied(EARLY).passages]


def test_what_leads_into_a_list_and_says_what_is_wrong_is_a_finding() -> None:
    lead = "Leaders should act at once on these:"
    more = f"Nobody knows who is ill. {lead}"
    found = copied(EARLY.replace(lead, more))
    assert more in texts_of(found, FindingKind.PRIORITY_ACTION)


def test_numbers_that_count_on_below_a_case_belong_to_what_stood_above_it() -> None:
    case = "A girl was helped early."
    more = f"{case}\n3. Schools share what they know.\n\n4. Courts wait for reports."
    letter = LATE.replace(case, more).replace("3. The council", "5. The council")
    found = {f.text: f.section for f in copied(letter).findings}
    assert found[case] == "Practice study: highly effective practice"
    assert found["Schools share what they know."] == "Main findings"
    assert found["Courts wait for reports."] == "Main findings"


def test_text_left_of_a_framed_case_belongs_to_what_stood_above_it() -> None:
    lines = [
        (71.0, "Dear Midshire Safeguarding Partnership", False),
        (71.0, "Joint targeted area inspection of Midshire", True),
        (71.0, "Main findings", True),
        (71.0, "Children are known to", False),
        (71.0, "those who help them.", False),
        (76.0, "Practice study: highly effective practice", True),
        (76.0, "A girl was helped early by all", False),
        (76.0, "who knew her, and she is safe.", False),
        (71.0, "Police records are thin,", False),
        (71.0, "and nobody checks them.", False),
        (71.0, "Next steps", True),
        (71.0, "The council should prepare", False),
        (71.0, "a statement of action.", False),
    ]
    texts, y = [], 90.0
    for x, words, bold in lines:
        y += 14 if words[0].islower() else 30
        texts.append(Text(x, y, words, bold=bold))
    found = {f.text[:6]: f.section for f in read(pdf.read(draw(texts))).findings}
    assert found["A girl"] == "Practice study: highly effective practice"
    assert found["Police"] == "Main findings"


def test_method_that_closes_with_what_was_found_is_a_headline() -> None:
    method = "This letter to all leaders gives our findings on individual agencies"
    told = "\nin Midshire. Good ties between agencies hold their work together."
    report = copied(EARLY.replace(f"{method} in Midshire.", method + told))
    first, _ = texts_of(report, FindingKind.HEADLINE)
    assert first.endswith("Good ties between agencies hold their work together.")
