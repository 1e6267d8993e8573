"""Names and types of the columns of the exported tables.

A format with typed columns needs them even where no row states a value. Days are text
as ISO writes them; what holds several things is a list of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

#: A column without a value in a row is null there, whatever its type.
Kind: TypeAlias = type[str] | type[int] | type[float] | type[bool] | type[list[object]]
Columns: TypeAlias = Mapping[str, Kind]

_INSPECTIONS: Columns = {
    "inspection": str,
    "document_sha256": str,
    "path": str,
    "title": str,
    "authority": str,
    "authority_gss": str,
    "framework": str,
    "type": str,
    "start": str,
    "end": str,
    "periods": list,
    "published": str,
    "lead_inspector": str,
    "inspectors": list,
    "addressees": list,
    "signatories": list,
    "theme": str,
    "judgements": list,
    "areas_for_priority_action": int,
    "needs_to_improve": int,
    "numbered_paragraphs": int,
    "pages": int,
}
_FINDINGS: Columns = {
    "finding": str,
    "inspection": str,
    "document_sha256": str,
    "authority": str,
    "authority_gss": str,
    "date": str,
    "section": str,
    "kind": str,
    "paragraph": int,
    "page": int,
    "text": str,
    "paraphrase": bool,
    "codings": list,
    "trend": str,
    "back_reference": bool,
}
_CODINGS: Columns = {
    "coding": str,
    "finding": str,
    "issue": str,
    "polarity": str,
    "evidence": list,
    "method": str,
    "confidence": float,
    "coder": str,
    "sentence": str,
    "sentence_start": int,
    "sentence_end": int,
    "current": bool,
    "reason": str,
}
_PEOPLE: Columns = {
    "person": str,
    "person_iri": str,
    "role": str,
    "part": str,
    "organisation": str,
    "from": str,
    "to": str,
    "attested_on": str,
    "document_sha256": str,
    "page": int,
}
#: By the name of the table.
COLUMNS: Mapping[str, Columns] = MappingProxyType(
    {
        "inspections": _INSPECTIONS,
        "findings": _FINDINGS,
        "codings": _CODINGS,
        "people": _PEOPLE,
    }
)
