"""An authority's page, live or saved by a browser, as reports that are wanted."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from inspectgraph.fetching.client import Client
from inspectgraph.fetching.errors import PageError
from inspectgraph.fetching.listing import Listed, Listing, read_listing
from inspectgraph.fetching.plan import Wanted
from inspectgraph.fetching.policy import Policy
from inspectgraph.fetching.receive import receive
from loaders.text import decode
from ontology.names import resolve
from ontology.register import Authority, Register

LONGEST_PAGE = 10 * 1024 * 1024


def is_address(source: str) -> bool:
    """Whether it is a page on the net rather than a file."""
    return source.casefold().startswith(("https://", "http://"))


def reports_of_page(
    source: str, client: Client, owner: Authority | None = None
) -> tuple[Wanted, ...]:
    """The reports a page lists.

    Args:
        source: Address, or path of a saved page (HTML or MHTML).
        client: Who asks; not used for a saved page.
        owner: Whose reports they are; None to read it from the page.

    Raises:
        FetchError: If the page cannot be had, lists none or does not say whose.
    """
    if is_address(source):
        listing = _live(source, client)
    else:
        listing = _saved(Path(source), client.policy)
    if not listing.reports:
        raise PageError(
            f"{source} lists no reports; is it an authority's own page,"
            " saved after it was shown in full?"
        )
    return tuple(_wanted(listed, listing, owner, source) for listed in listing.reports)


def _live(address: str, client: Client) -> Listing:
    receipt = receive(client, address, look=_not_a_pdf, limit=LONGEST_PAGE)
    assert receipt.data is not None
    return read_listing(decode(receipt.data), receipt.address, client.policy)


def _saved(path: Path, policy: Policy) -> Listing:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PageError(f"{path} cannot be read ({error.strerror})") from error
    _not_a_pdf(data)
    address = None
    if b"multipart/related" in data[:4096]:
        data, address = _unpack(data, path)
    return read_listing(decode(data), address, policy)


def _unpack(data: bytes, path: Path) -> tuple[bytes, str | None]:
    """The page inside a web archive (MHTML), and the address it was saved from."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            assert isinstance(part, EmailMessage)
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            place = part["Content-Location"] or message["Snapshot-Content-Location"]
            return content, None if place is None else str(place)
    raise PageError(f"{path} is a web archive without a page")


def _not_a_pdf(head: bytes) -> None:
    if head.startswith(b"%PDF-"):
        raise PageError("this is a report itself, not a page that lists reports")


def _wanted(
    listed: Listed, listing: Listing, owner: Authority | None, source: str
) -> Wanted:
    authority = owner or _owner(listed, listing)
    if authority is None:
        raise PageError(f"{source} does not say whose page it is; name --authority")
    return Wanted(
        authority.id, listed.type, listed.published, listed.address, listed.title
    )


def _owner(listed: Listed, listing: Listing) -> Authority | None:
    """The body the page is about; of several under one number, that of the day."""
    register, day = Register.load(), listed.published
    if listing.urn is not None:
        found = register.by_urn(listing.urn, day) or register.by_urn(listing.urn)
        if found is not None:
            return found
    for name in listing.names:
        plain = name.split(" - ")[0].split(" | ")[0]
        if found := resolve(plain, day) or resolve(plain):
            return found
    return None
