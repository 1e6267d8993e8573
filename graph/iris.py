"""Identity: every IRI of data is made here, from content, the same on any machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from ontology.vocabulary import BASE, CODE

_HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|cllr|councillor|lord|lady|rev)\.?\s+)+",
    re.IGNORECASE,
)
#: A rank goes before a whole name; "Constable" alone may be a surname.
_RANK = re.compile(
    r"^(?:(?:acting|temporary|deputy|assistant|detective|chief)\s+)*"
    r"(?:constable|superintendent|supt|inspector|insp|sergeant|commander)\.?\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_POST_NOMINAL = re.compile(
    r"(?:,?\s+\b(?:[OCMDK]BE|QPM|KPM|BEM|DL|JP|QC|KC|BSc|MSc|MB|ChB|DCH|FRC[APS]|PhD)\b)+\.?$"
)


def slug(text: str) -> str:
    """Lower-case letters and digits of a text, other runs as one hyphen."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "x"


def person_key(name: str) -> str:
    """A name without titles, as a slug; either apostrophe is none."""
    return slug(bare_name(name).replace("'", ""))


def bare_name(name: str) -> str:
    """A name without honorific, rank and post-nominals.

    >>> bare_name("Acting Chief Constable Jo Field, QPM")
    'Jo Field'
    """
    return _POST_NOMINAL.sub("", _HONORIFIC.sub("", _RANK.sub("", name.strip())))


def code(scheme: str, value: str) -> str:
    """IRI of a code; a label outside its list (``other:…``) is a slug of it."""
    if value.startswith("other:"):
        return f"{CODE}{scheme}/other-{slug(value.removeprefix('other:'))}"
    return f"{CODE}{scheme}/{value}"


@dataclass(frozen=True, slots=True)
class Minter:
    """IRIs under one base.

    Attributes:
        base: Ends with a slash.
    """

    base: str = BASE

    def graph(self, name: str) -> str:
        """A named graph, by snapshot (SHA-256) or by name (``register``)."""
        return f"{self.base}graph/{name}"

    def authority(self, identifier: str) -> str:
        """An authority, by its register identifier."""
        return f"{self.base}authority/{identifier}"

    def reorganisation(self, identifier: str) -> str:
        """A reorganisation, by its register identifier."""
        return f"{self.base}reorganisation/{identifier}"

    def transfer(self, source: str, target: str, day: date) -> str:
        """A transfer of children's services."""
        return f"{self.base}transfer/{source}/{target}/{day.isoformat()}"

    def snapshot(self, sha256: str) -> str:
        """The bytes themselves."""
        return f"{self.base}snapshot/{sha256}"

    def inspector(self, name: str) -> str:
        """A person of the inspectorates, which are one body for this purpose."""
        return f"{self.base}person/inspectorate/{person_key(name)}"

    def officer(self, authority: str | None, name: str) -> str:
        """A person of an authority: the same name elsewhere is somebody else."""
        return f"{self.base}person/{authority or 'unknown'}/{person_key(name)}"

    def thread(self, authority: str, issue_id: str, kind: str) -> str:
        """An issue along the lineage of an authority."""
        return f"{self.base}thread/{authority}/{quote(issue_id, safe='')}/{kind}"


def digest(*parts: str, length: int = 12) -> str:
    """A short, stable name for a combination of texts."""
    joined = "\x1f".join(parts).encode()
    return hashlib.sha256(joined).hexdigest()[:length]
