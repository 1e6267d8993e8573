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
    r"^(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|cllr|councillor|lord|lady|rev)\.?\s+",
    re.IGNORECASE,
)
_POST_NOMINAL = re.compile(r"(?:,?\s+\b(?:OBE|CBE|MBE|QPM|KPM|BEM|DL|JP|QC|KC)\b)+\.?$")


def slug(text: str) -> str:
    """Lower-case letters and digits of a text, other runs as one hyphen."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "x"


def person_key(name: str) -> str:
    """A name without honorific and post-nominals, as a slug."""
    return slug(_POST_NOMINAL.sub("", _HONORIFIC.sub("", name.strip())))


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

    def tenure(self, authority: str, person: str, post: str, began: str) -> str:
        """A person in a post."""
        return (
            f"{self.base}tenure/{authority}/{person_key(person)}/"
            f"{slug(post)}/{began or 'undated'}"
        )

    def thread(self, authority: str, issue_id: str, kind: str) -> str:
        """An issue along the lineage of an authority."""
        return f"{self.base}thread/{authority}/{quote(issue_id, safe='')}/{kind}"


def digest(*parts: str, length: int = 12) -> str:
    """A short, stable name for a combination of texts."""
    joined = "\x1f".join(parts).encode()
    return hashlib.sha256(joined).hexdigest()[:length]
