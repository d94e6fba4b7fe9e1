"""A Disclosure under another name: the same bytes may be sent under many."""

from __future__ import annotations

import json

from extraction.schema import SCHEMA_VERSION

_HEAD = f'{{"schema_version":"{SCHEMA_VERSION}","source":{{"name":'.encode()


def renamed(disclosure: bytes, name: str) -> bytes:
    """Return the Disclosure's JSON with ``name`` as the name of its source."""
    written = json.dumps(name, ensure_ascii=False)
    if not disclosure.startswith(_HEAD):  # written by another program
        whole = json.loads(disclosure)
        whole["source"]["name"] = name
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")
    # only the name is looked at: a Disclosure may be megabytes
    rest = disclosure[len(_HEAD) :].decode("utf-8")
    _, end = json.JSONDecoder().raw_decode(rest)
    return _HEAD + (written + rest[end:]).encode("utf-8", "replace")
