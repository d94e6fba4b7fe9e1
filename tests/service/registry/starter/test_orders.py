"""The series of the State Council's orders."""

from __future__ import annotations

import pytest

from service.registry.starter.orders import OrderSeries, order_serial

# An order every twenty days from 1990 on.
_SERIES = OrderSeries(
    (serial, f"{1990 + serial // 18}-{1 + (serial % 18) * 2 // 3:02d}-{1 + (serial % 3) * 9:02d}")
    for serial in range(1, 400)
)


@pytest.mark.parametrize(
    ("number", "serial"),
    [
        ("国务院令第350号", 350),
        ("国令第706号", 706),
        ("中华人民共和国国务院令第412号", 412),
        ("国务院中央军事委员会令第608号", 608),
        ("中央军事委员会令第608号", 608),
        ("财政部令第6号", None),
        ("国发〔2020〕3号", None),
        (None, None),
    ],
)
def test_serial(number: str | None, serial: int | None) -> None:
    assert order_serial(number) == serial


def test_a_number_belongs_to_the_version_of_its_time() -> None:
    assert _SERIES.nearest(181, ["1988-09-23", "2000-01-20", "2010-07-26"]) == "2000-01-20"


def test_a_number_fits_none_of_the_versions() -> None:
    assert _SERIES.nearest(181, ["1988-09-23", "2010-07-26"]) is None
    assert _SERIES.nearest(900, ["2000-01-20", "2010-07-26"]) is None


def test_beyond_the_last_known_order_one_later_version_is_it() -> None:
    series = OrderSeries([(serial, "2020-01-01") for serial in range(1, 9)] + [(200, "1985-01-01")])
    assert series.nearest(200, ["1985-01-01", "2023-04-01"]) == "2023-04-01"
    assert series.nearest(200, ["1985-01-01", "2023-04-01", "2024-04-01"]) is None
