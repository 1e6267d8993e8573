"""The closed code lists, as Python enumerations.

The values are the contract that exports, queries and users' scripts rely on;
``codes.ttl`` publishes the same lists as SKOS and ``tests/test_ontology.py``
holds the two together.
"""

from __future__ import annotations

from enum import StrEnum


class Framework(StrEnum):
    """The rules an inspection was carried out under."""

    SLAC = "SLAC"
    SIF = "SIF"
    ILACS = "ILACS"
    JTAI = "JTAI"
    AREA_SEND = "AREA_SEND"
    OTHER = "OTHER"


class InspectionType(StrEnum):
    """What kind of visit it was."""

    FULL_INSPECTION = "full_inspection"
    FOCUSED_VISIT = "focused_visit"
    MONITORING_VISIT = "monitoring_visit"
    JTAI = "jtai"
    AREA_SEND = "area_send"
    OTHER = "other"


class Aspect(StrEnum):
    """What a judgement is about; a label no list knows is ``other:<as printed>``."""

    OVERALL = "overall"
    LEADERSHIP = "leadership"
    HELP_AND_PROTECTION = "help_and_protection"
    CHILDREN_IN_CARE = "children_in_care"
    CARE_LEAVERS = "care_leavers"
    CARE_AND_LEAVERS_COMBINED = "care_and_leavers_combined"
    LOOKED_AFTER_AND_PERMANENCE = "children_looked_after_and_permanence"
    ADOPTION = "adoption"
    LSCB = "lscb"
    AREA_SEND_OUTCOME = "area_send_outcome"


class Grade(StrEnum):
    """Grades of all frameworks; ``1`` to ``3`` are the Area SEND outcomes."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    ADEQUATE = "adequate"
    NOT_JUDGED = "not_judged"
    SEND_TYPICALLY_POSITIVE = "1"
    SEND_INCONSISTENT = "2"
    SEND_SYSTEMIC_FAILINGS = "3"


class FindingKind(StrEnum):
    """What part a finding plays in its report."""

    HEADLINE = "headline"
    FINDING = "finding"
    STRENGTH = "strength"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    PRIORITY_ACTION = "priority_action"
    RECOMMENDATION = "recommendation"
    COMMITMENT = "commitment"


class Polarity(StrEnum):
    """How a finding speaks of an issue."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Trend(StrEnum):
    """What a finding itself says of change since an earlier time."""

    IMPROVING = "improving"
    DECLINING = "declining"
    UNCHANGED = "unchanged"
    NONE = "none"


class EpisodeState(StrEnum):
    """What one inspection says of one issue."""

    WEAKNESS = "weakness"
    STRENGTH = "strength"
    MIXED = "mixed"
    NEUTRAL = "neutral"
    SILENT = "silent"
    OUT_OF_SCOPE = "out_of_scope"
    UNREADABLE = "unreadable"


class ThreadStatus(StrEnum):
    """What became of an issue along a lineage."""

    RAISED = "raised"
    REPEATED = "repeated"
    PERSISTENT = "persistent"
    IMPROVING = "improving"
    RESOLVED = "resolved"
    RELAPSED = "relapsed"
    UNVERIFIED = "unverified"
    NOT_RAISED = "not_raised"


class Outcome(StrEnum):
    """What a later inspection says became of an earlier finding."""

    ADDRESSED = "addressed"
    PARTLY_ADDRESSED = "partly_addressed"
    NOT_ADDRESSED = "not_addressed"

    @property
    def says(self) -> Polarity:
        """How it speaks of the issue, as a finding would."""
        return {
            Outcome.ADDRESSED: Polarity.STRENGTH,
            Outcome.PARTLY_ADDRESSED: Polarity.MIXED,
            Outcome.NOT_ADDRESSED: Polarity.WEAKNESS,
        }[self]


class Role(StrEnum):
    """The part a person plays in an inspection, letter or article."""

    LEAD_INSPECTOR = "lead_inspector"
    INSPECTOR = "inspector"
    SUPPORT = "support"
    ADDRESSEE = "addressee"
    SIGNATORY = "signatory"
    SPEAKER = "speaker"


class Method(StrEnum):
    """How a coding was made."""

    RULE = "rule"
    MODEL = "model"
    HUMAN = "human"
