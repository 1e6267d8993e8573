from __future__ import annotations

import gzip
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from inspectgraph.fetching.errors import (
    BusyError,
    FetchError,
    GoneError,
    NotAPdfError,
    TooLargeError,
    TransientError,
    UnwantedError,
)
from inspectgraph.fetching.receive import Validators, receive
from tests.fetch_server import (
    LIMITS,
    PAGE,
    Handler,
    Route,
    Server,
    Time,
    client_of,
    cut,
    drip,
    get,
    give,
    in_turn,
    pdf,
    refuse,
)

REPORT = pdf()


def test_a_report_comes_as_it_is(server: Server) -> None:
    server.routes["/a"] = give(REPORT, Content_Type="application/pdf", ETag='"1"')
    receipt = receive(client_of(server), server.address("/a"))
    assert receipt.data == REPORT
    assert receipt.media_type == "application/pdf"
    assert receipt.validators == Validators(etag='"1"')


def test_the_visitor_says_who_it_is(server: Server) -> None:
    server.routes["/a"] = give(REPORT)
    get(server, "/a")
    headers = server.requests[0].headers
    assert headers["User-Agent"].startswith("inspectgraph")
    assert "https://" in headers["User-Agent"]
    assert "Cookie" not in headers


def test_there_is_a_pause_between_requests(server: Server) -> None:
    server.routes["/a"] = in_turn(refuse(302, Location="/b"))
    server.routes["/b"] = give(REPORT)
    time = Time()
    client = client_of(server, replace(LIMITS, pause=1.0), time)
    get(server, "/a", client)
    get(server, "/b", client)
    assert time.slept == [1.0, 1.0]


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    server.routes["/a"] = refuse(304)
    known = Validators('"1"', "Mon, 01 Jan 2024 00:00:00 GMT")
    receipt = receive(client_of(server), server.address("/a"), known=known)
    assert receipt.data is None
    assert receipt.validators == known
    headers = server.requests[0].headers
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Mon, 01 Jan 2024 00:00:00 GMT"


def test_unchanged_is_no_answer_to_who_has_nothing(server: Server) -> None:
    server.routes["/a"] = refuse(304)
    with pytest.raises(UnwantedError, match="304"):
        get(server, "/a")


def test_a_broken_transfer_goes_on_where_it_broke(server: Server) -> None:
    def rest(handler: Handler) -> None:
        start = int(handler.headers["Range"].removeprefix("bytes=").rstrip("-"))
        assert handler.headers["If-Range"] == '"1"'
        whole = f"bytes {start}-{len(REPORT) - 1}/{len(REPORT)}"
        handler.answer(206, REPORT[start:], {"Content-Range": whole})

    server.routes["/a"] = in_turn(cut(REPORT, 9_000, ETag='"1"'), rest)
    assert get(server, "/a") == REPORT
    assert "Range" in server.requests[1].headers


@pytest.mark.parametrize(
    "second",
    [
        give(REPORT, ETag='"2"'),
        in_turn(
            lambda handler: handler.answer(
                206, b"xx", {"Content-Range": "bytes 5-6/20000"}
            ),
            give(REPORT),
        ),
        in_turn(lambda handler: handler.answer(206, b"xx"), give(REPORT)),
        in_turn(refuse(416), give(REPORT)),
    ],
)
def test_what_does_not_fit_the_beginning_starts_over(
    server: Server, second: Route
) -> None:
    other = b"%PDF-1.4 of another day " * 500
    server.routes["/a"] = in_turn(cut(other, 9_000, ETag='"1"'), second)
    assert get(server, "/a") == REPORT


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"1"'}])
def test_without_a_promise_of_the_same_bytes_it_starts_over(
    server: Server, headers: dict[str, str]
) -> None:
    server.routes["/a"] = in_turn(cut(REPORT, 9_000, **headers), give(REPORT))
    assert get(server, "/a") == REPORT
    assert "Range" not in server.requests[1].headers


def test_a_transfer_that_always_breaks_is_given_up(server: Server) -> None:
    server.routes["/a"] = cut(REPORT, 9_000)
    with pytest.raises(TransientError, match="broke off"):
        get(server, "/a")
    assert len(server.requests) == LIMITS.attempts


def test_too_few_bytes_announced_are_noticed_by_the_missing_end(
    server: Server,
) -> None:
    server.routes["/a"] = give(REPORT, Content_Length=str(len(REPORT) - 100))
    with pytest.raises(TransientError, match="has no end"):
        get(server, "/a")


def test_too_many_bytes_announced_are_noticed(server: Server) -> None:
    server.routes["/a"] = give(REPORT, Content_Length=str(len(REPORT) + 100))
    with pytest.raises(TransientError, match="cut short"):
        get(server, "/a")


@pytest.mark.parametrize("length", ["-5", "many", "1, 2"])
def test_a_length_that_is_no_length_breaks_nothing(server: Server, length: str) -> None:
    server.routes["/a"] = give(REPORT, Content_Length=length)
    try:
        assert get(server, "/a") == REPORT
    except FetchError as error:
        assert str(error)


def test_an_endless_body_is_cut_at_the_limit(server: Server) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        block = REPORT[:1000]
        while not handler.owner.over.is_set():
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))

    server.routes["/a"] = endless
    with pytest.raises(TooLargeError, match="1,000,000 bytes"):
        get(server, "/a")
    assert len(server.requests) == 1


def test_a_body_announced_too_large_is_not_even_begun(server: Server) -> None:
    server.routes["/a"] = give(REPORT, Content_Length="99999999999")
    with pytest.raises(TooLargeError):
        get(server, "/a")


def test_a_packed_bomb_is_measured_unpacked(server: Server) -> None:
    bomb = gzip.compress(b"%PDF-" + bytes(5_000_000), 9)
    assert len(bomb) < LIMITS.size
    server.routes["/a"] = give(bomb, Content_Encoding="gzip")
    with pytest.raises(TooLargeError):
        get(server, "/a")


def test_a_silent_host_is_not_waited_for_for_ever(server: Server) -> None:
    server.routes["/a"] = lambda handler: handler.owner.over.wait(10)
    quick = replace(LIMITS, read=0.1, attempts=2)
    with pytest.raises(TransientError, match="no answer in time"):
        get(server, "/a", client_of(server, quick))


def test_a_trickle_ends_when_its_time_is_up(server: Server) -> None:
    server.routes["/a"] = drip(REPORT, 0.02)
    quick = replace(LIMITS, total=0.3, attempts=1)
    begun = time.monotonic()
    with pytest.raises(TransientError, match=r"longer than 0\.3 seconds"):
        get(server, "/a", client_of(server, quick))
    assert time.monotonic() - begun < 2.0


def test_trickling_headers_end_when_their_time_is_up(server: Server) -> None:
    def slow_headers(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not handler.owner.over.is_set():
            handler.wfile.write(b"x")
            handler.owner.over.wait(0.02)

    server.routes["/a"] = slow_headers
    quick = replace(LIMITS, total=0.3, attempts=1)
    with pytest.raises(TransientError, match="longer than"):
        get(server, "/a", client_of(server, quick))


@pytest.mark.parametrize(
    "answer",
    [b"", b"Hello\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x16\x03\x01\x02\x00"],
)
def test_what_is_not_http_is_a_broken_transfer(server: Server, answer: bytes) -> None:
    server.routes["/a"] = lambda handler: handler.wfile.write(answer)
    with pytest.raises(TransientError, match="broke off"):
        get(server, "/a")


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_asked_for_once(server: Server, status: int) -> None:
    server.routes["/a"] = refuse(status)
    with pytest.raises(GoneError, match=str(status)):
        get(server, "/a")
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_refusal_is_taken_at_its_word(server: Server, status: int) -> None:
    server.routes["/a"] = refuse(status)
    with pytest.raises(UnwantedError, match=str(status)):
        get(server, "/a")
    assert len(server.requests) == 1


def test_a_host_in_trouble_is_asked_again_after_longer_and_longer(
    server: Server,
) -> None:
    server.routes["/a"] = in_turn(refuse(500), refuse(502), give(REPORT))
    time = Time()
    assert get(server, "/a", client_of(server, time=time)) == REPORT
    assert time.slept == [0.5, 1.0]


def test_a_busy_host_is_given_the_time_it_asks_for(server: Server) -> None:
    server.routes["/a"] = in_turn(refuse(429, Retry_After="4"), give(REPORT))
    time = Time()
    assert get(server, "/a", client_of(server, time=time)) == REPORT
    assert time.slept == [4.0]


def test_a_busy_host_may_name_a_moment(server: Server) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=4), usegmt=True)
    server.routes["/a"] = in_turn(refuse(503, Retry_After=moment), give(REPORT))
    time = Time()
    get(server, "/a", client_of(server, time=time))
    assert len(time.slept) == 1
    assert 1.0 < time.slept[0] <= 4.0


@pytest.mark.parametrize("wait", ["soon", "-5", "", "Mon, 99 Foo"])
def test_a_wait_that_is_no_time_is_our_own_to_choose(server: Server, wait: str) -> None:
    server.routes["/a"] = in_turn(refuse(429, Retry_After=wait), give(REPORT))
    time = Time()
    get(server, "/a", client_of(server, time=time))
    assert time.slept == [0.5]


def test_who_asks_for_too_long_a_wait_is_left_alone(server: Server) -> None:
    server.routes["/a"] = refuse(429, Retry_After="86400")
    time = Time()
    with pytest.raises(BusyError, match="86400 seconds"):
        get(server, "/a", client_of(server, time=time))
    assert time.slept == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (PAGE, "a web page titled “Not here”"),
        (b"\xef\xbb\xbf\n <HTML>", "a web page"),
        (b"<html>%PDF-1.7", "a web page"),
        (b"", "an empty file"),
        (b"PK\x03\x04 a zip", "not a PDF"),
        (b"x" * 2000 + b"%PDF-1.7", "not a PDF"),
    ],
)
def test_the_first_bytes_decide_and_not_the_name(
    server: Server, body: bytes, what: str
) -> None:
    server.routes["/a.pdf"] = give(body, Content_Type="application/pdf")
    with pytest.raises(NotAPdfError, match=f"^{what}$"):
        get(server, "/a.pdf")
    assert len(server.requests) == 1


def test_an_answer_that_ends_within_its_headers_is_no_empty_file(
    server: Server,
) -> None:
    start = b"HTTP/1.1 200 OK\r\nContent-Ty"
    server.routes["/a"] = in_turn(
        lambda handler: handler.wfile.write(start), give(REPORT)
    )
    assert get(server, "/a") == REPORT


def test_a_pdf_may_begin_a_little_late(server: Server) -> None:
    late = b"\n\n" + REPORT
    server.routes["/a"] = give(late, Content_Type="text/html")
    assert get(server, "/a") == late


def test_a_web_page_is_not_read_to_its_end(server: Server) -> None:
    server.routes["/a"] = cut(PAGE + b" " * 900_000, 20_000)
    with pytest.raises(NotAPdfError):
        get(server, "/a")
    assert len(server.requests) == 1
