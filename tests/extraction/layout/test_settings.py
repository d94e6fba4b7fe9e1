"""The tolerances of layout."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from extraction.errors import UsageError
from extraction.layout import LayoutSettings
from extraction.layout.settings import DEFAULT_SETTINGS


@pytest.mark.parametrize("name", [setting.name for setting in fields(LayoutSettings)])
def test_every_setting(name: str) -> None:
    assert getattr(LayoutSettings(**{name: 0.0}), name) == 0.0
    with pytest.raises(UsageError) as caught:
        LayoutSettings(**{name: -0.1})
    assert name in caught.value.found
    with pytest.raises(UsageError):
        LayoutSettings(**{name: float("nan")})


def test_every_setting_is_explained() -> None:
    explained = LayoutSettings.__doc__ or ""
    assert all(f"    {setting.name} " in explained for setting in fields(LayoutSettings))


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        DEFAULT_SETTINGS.snap_points = 1.0  # type: ignore[misc]
