"""What a report plainly says became of an earlier inspection's findings."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from loaders.records import Finding, FollowUp
from ontology.codes import Outcome


def stated(findings: Iterable[Finding]) -> tuple[FollowUp, ...]:
    return ()
