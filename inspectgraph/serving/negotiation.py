"""Which of the forms on offer a client would rather have (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queries.results import FORMATS


@dataclass(frozen=True, slots=True)
class Offer:
    """A form on offer.

    Attributes:
        media_type: Without parameters.
        name: Of the form.
    """

    media_type: str
    name: str


ROWS = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("text/csv", "csv"),
    Offer("text/tab-separated-values", "tsv"),
    Offer("application/json", "json"),
    Offer("application/xml", "xml"),
    Offer("text/xml", "xml"),
)
GRAPH = (
    Offer("text/turtle", "ttl"),
    Offer("application/n-triples", "nt"),
    Offer("application/ld+json", "jsonld"),
    Offer("application/rdf+xml", "rdf"),
)
HTML = Offer("text/html", "html")


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer a client likes best, the first of equals; None if it takes none."""
    if accept is None or not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best, liking = None, 0.0
    for offer in offers:
        quality = _quality(offer.media_type, ranges)
        if quality > liking:
            best, liking = offer, quality
    return best


def content_type(offer: Offer) -> str:
    """The media type to send, with character set where it is not UTF-8 anyway."""
    whole = FORMATS[offer.name].media_type
    if whole.startswith(offer.media_type):
        return whole
    return offer.media_type


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                return name.lower(), min(1.0, max(0.0, float(value)))
            except ValueError:
                return name.lower(), 0.0
    return name.lower(), 1.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Of the most specific range that the type is in; 0 if it is in none."""
    kind = media_type.partition("/")[0]
    for wanted in (media_type, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
