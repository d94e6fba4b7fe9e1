"""The starter registry that ships is the one that its material gives."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from service.registry.starter import build_starter, write_starter
from tests.real.samples import FOLDER

_SOURCE = FOLDER.parent / "registry"

pytestmark = pytest.mark.skipif(
    not (_SOURCE / "regulations.jsonl").exists(), reason="needs ../shared/registry"
)


def test_the_shipped_files_are_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    write_starter(build_starter(_SOURCE), tmp_path)
    shipped = files("extraction.registry").joinpath("starter")
    for name in ("works.jsonl", "issuer_codes.jsonl", "redirects.jsonl"):
        assert (tmp_path / name).read_bytes() == shipped.joinpath(name).read_bytes(), name
