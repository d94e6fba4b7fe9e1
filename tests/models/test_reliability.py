"""Bins of confidence, their error, and the picture."""

from __future__ import annotations

import pytest

from models.reliability import from_card, reliability, to_svg


def test_bins_hold_what_they_are_named_for() -> None:
    found = reliability([0.05, 0.95, 1.0, 0.949], [False, True, True, False])
    assert [one[0] for one in found.bins] == [1, 3]
    assert found.bins[0] == (1, 0.05, 0.0)
    assert found.error == pytest.approx((0.05 + 3 * abs(2.899 / 3 - 2 / 3)) / 4)


def test_nothing_found_has_no_error() -> None:
    found = reliability([], [])
    assert (found.count, found.error, found.bins) == (0, 0.0, ())


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="2 confidences and 1 answers"):
        reliability([0.1, 0.2], [True])


def test_a_card_gives_back_what_was_put_in() -> None:
    found = reliability([0.25, 0.75], [False, True])
    again = from_card({"reliability": {"all": found.to_json()}})
    assert again == found
    others: list[dict[str, object]] = [
        {},
        {"reliability": []},
        {"reliability": {"all": {"bins": [[1]]}}},
    ]
    for broken in others:
        assert from_card(broken) is None


def test_the_picture_is_the_same_for_the_same_data() -> None:
    found = reliability([0.25, 0.75, 0.8], [False, True, True])
    svg = to_svg(found, title="lines")
    assert svg == to_svg(found, title="lines")
    assert b"<svg" in svg
    assert b"lines" in svg
    assert svg != to_svg(reliability([0.3], [True]), title="lines")
