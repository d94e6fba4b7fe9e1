"""The starter registry: made once from public material, and shipped with the project."""

from __future__ import annotations

from service.registry.starter.building import Starter, build_starter
from service.registry.starter.writing import write_starter

__all__ = ["Starter", "build_starter", "write_starter"]
