from __future__ import annotations

import pytest

from loaders import dates


def _printed(text: str) -> list[str]:
    return [
        str(period.start)
        if period.start == period.end
        else f"{period.start}/{period.end}"
        for period in dates.periods(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 January 2014 - 5 February 2014", ["2014-01-14/2014-02-05"]),
        ("27 September to 8 October 2021", ["2021-09-27/2021-10-08"]),
        ("28 November to 2 December 2022", ["2022-11-28/2022-12-02"]),
        ("30 December to 4 January 2022", ["2021-12-30/2022-01-04"]),
        ("7 and 8 May 2019", ["2019-05-07/2019-05-08"]),
        ("7 and 21 May 2019", ["2019-05-07", "2019-05-21"]),
        ("between 7 and 21 May 2019", ["2019-05-07/2019-05-21"]),
        ("03/03/2014 – 26/03/14", ["2014-03-03/2014-03-26"]),
        # as systems of other places print them
        ("March 3, 2014 to March 26, 2014", ["2014-03-03/2014-03-26"]),
        ("Sept. 3rd 2014 and 5 September 2014", ["2014-09-03", "2014-09-05"]),
        ("2014-03-03 to 2014-03-26", ["2014-03-03/2014-03-26"]),
        # what is no date is none
        ("31 February 2014", []),
        ("2014-13-45", []),
        ("99/99/2014", []),
        ("in March 2014", []),
        ("5 March", []),
    ],
)
def test_periods_in_every_form_that_is_printed(text: str, expected: list[str]) -> None:
    assert _printed(text) == expected


def test_a_day_is_one_day_or_none() -> None:
    assert str(dates.day("May 13, 2014")) == "2014-05-13"
    assert dates.day("13 and 14 May 2014") is None
