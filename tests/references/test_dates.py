"""When a work appeared, as BibTeX and biblatex write it."""

from __future__ import annotations

import pytest

from evidence.references.dates import dated, issued


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": "2013"}, {"date-parts": [[2013]]}),
        ({"year": "2013", "month": "May"}, {"date-parts": [[2013, 5]]}),
        ({"year": "2013", "month": "5"}, {"date-parts": [[2013, 5]]}),
        ({"year": "2013", "month": "10\u00a0January"}, {"date-parts": [[2013, 1, 10]]}),
        ({"year": "2013", "month": "September", "day": "3"}, {"date-parts": [[2013, 9, 3]]}),
        ({"year": "2013", "month": "May–June"}, {"date-parts": [[2013, 5], [2013, 6]]}),
        ({"year": "2013", "month": "8,"}, {"date-parts": [[2013, 8]]}),
        ({"year": "2013", "month": "Spring"}, {"date-parts": [[2013]], "season": 1}),
        ({"year": "2013a"}, {"date-parts": [[2013]]}),
        ({"year": "[1990]"}, {"date-parts": [[1990]]}),
        ({"year": "c. 1850"}, {"date-parts": [[1850]], "circa": True}),
        ({"year": "1850?"}, {"date-parts": [[1850]], "circa": True}),
        ({"year": "2003–2004"}, {"date-parts": [[2003], [2004]]}),
        ({"year": "2003/04"}, {"date-parts": [[2003], [2004]]}),
        ({"year": "in press"}, {"literal": "in press"}),
        ({"year": "n.d."}, None),
        ({}, None),
        ({"date": "2013-10-01", "year": "1999"}, {"date-parts": [[2013, 10, 1]]}),
        ({"date": "2013-10-01T12:30:00Z"}, {"date-parts": [[2013, 10, 1]]}),
        ({"date": "2013-10/2013-12"}, {"date-parts": [[2013, 10], [2013, 12]]}),
        ({"date": "2013/.."}, {"date-parts": [[2013], [0]]}),
        ({"date": "2013-23"}, {"date-parts": [[2013]], "season": 3}),
        ({"date": "1984~"}, {"date-parts": [[1984]], "circa": True}),
        ({"date": "199X"}, {"date-parts": [[1990], [1999]], "circa": True}),
        ({"date": "1990s"}, {"date-parts": [[1990], [1999]], "circa": True}),
        ({"year": "1990’s"}, {"date-parts": [[1990], [1999]], "circa": True}),
        ({"year": "tahun 1990-an"}, {"date-parts": [[1990], [1999]], "circa": True}),
        ({"date": "1990er Jahre"}, {"date-parts": [[1990], [1999]], "circa": True}),
        ({"date": "-0044"}, {"date-parts": [[-45]]}),
        ({"date": "2013-XX-XX"}, {"date-parts": [[2013]]}),
        ({"date": "2013-13-41"}, {"date-parts": [[2013]]}),
        ({"date": "unknown"}, None),
    ],
)
def test_a_date_is_understood(fields, date):
    assert issued(fields) == date


def test_what_is_no_date_stays_words():
    assert dated("last summer") == {"literal": "last summer"}
    assert dated("") is None
