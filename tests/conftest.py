"""Settings that hold for all tests."""

from __future__ import annotations

from hypothesis import settings

# Shared machines pause; what is slow is measured in benchmarks/, not by a test's clock.
settings.register_profile("yiju", deadline=None)
settings.load_profile("yiju")
