"""Example documents to review, made here; no publisher's sentence is in them."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from service.parsing import Request, Worker
from service.parsing.packing import unpack
from service.pipeline_version import pipeline_version
from service.review.sheets import catch_up
from service.review.site.passwords import hash_password
from service.settings import Settings
from service.store.documents import DocumentName, record_document, upload_address
from service.store.extractions import save_extraction
from service.store.users import UserRole, add_user, read_user, set_password_hash

if TYPE_CHECKING:
    from service.store import Store

USER = "demo"
PASSWORD = "yiju-demo"

# The clean document of nine projects that the tests count key presses on.
NINE_PROJECTS = "九个项目的绩效目标公开.pdf"
# Layout, seed, noise and the name of a file.
DOCUMENTS: tuple[tuple[str, int, tuple[str, ...], str], ...] = (
    ("narrative_with_form", 7, (), "区水务局2025年度项目经费情况说明.pdf"),
    ("department_budget", 30, (), "区民政局2025年部门预算公开.pdf"),
    ("unit_budget", 52, ("html",), "区文化馆2025年单位预算公开.pdf"),
    ("narrative_with_form", 11, ("blanks",), "镇人民政府2025年度项目绩效目标.pdf"),
    ("forms_only", 1, ("filled_rules",), "区绿化和市容管理局绩效目标申报表.pdf"),
    ("narrative_with_form", 24, (), "街道办事处2025年度项目经费情况说明.pdf"),
)


def make_documents() -> Iterable[tuple[str, bytes]]:
    """Yield name and bytes of each example. Raises `ImportError` without the extra `synthesis`."""
    from training_data.synthesis.make import synthesise

    nine = synthesise(1, layout="narrative_with_form", project_count=9)
    yield NINE_PROJECTS, nine.pdf
    for layout, seed, noise, name in DOCUMENTS:
        yield name, synthesise(seed, layout=layout, noise=noise).pdf


def fill(store: Store, settings: Settings, documents: Iterable[tuple[str, bytes]]) -> list[str]:
    """Read documents into the store and the queue; return their hashes."""
    hashes: list[str] = []
    version = pipeline_version(settings)
    with Worker(settings) as worker, tempfile.TemporaryDirectory() as folder:
        for name, data in documents:
            sha256 = hashlib.sha256(data).hexdigest()
            path = Path(folder, sha256)
            path.write_bytes(data)
            begun = time.perf_counter()
            packed = unpack(worker.run(Request(str(path), name=name, task="pack")).body)
            place = DocumentName(sha256, upload_address(sha256, name), name, len(data))
            with store.write() as connection:
                record_document(connection, place, data=data)
                save_extraction(
                    connection,
                    packed.extraction(
                        pipeline_version=version, seconds=time.perf_counter() - begun
                    ),
                )
            hashes.append(sha256)
    catch_up(store)
    return hashes


def make_user(store: Store, name: str, password: str, role: UserRole = "analyst") -> None:
    """Add a user, or give the one who is there this password."""
    hashed = hash_password(password)
    with store.write() as connection:
        if read_user(connection, name) is None:
            add_user(connection, name, role, hashed)
        else:
            set_password_hash(connection, name, hashed)
