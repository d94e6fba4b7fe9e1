"""A Disclosure under another name: the same bytes may be sent under many."""

from __future__ import annotations

import json

from extraction.schema import SCHEMA_VERSION, to_json

_HTML = b'"media_type":"text/html"'
_SOURCE_BYTES = 2000
_HEAD = f'{{"schema_version":"{SCHEMA_VERSION}","source":{{"name":'.encode()


def renamed(disclosure: bytes, name: str) -> bytes:
    """Return the Disclosure's JSON with ``name`` as the name of its source.

    Of its problems the one that the name makes (``misnamed``) is that of this name.
    """
    written = json.dumps(name, ensure_ascii=False)
    if not disclosure.startswith(_HEAD) or _HTML in disclosure[:_SOURCE_BYTES]:
        # written by another program, or one of the few whose name says something
        # late: the server reads no documents itself
        from extraction.reading import misnamed

        whole = json.loads(disclosure)
        whole["source"]["name"] = name
        others = [each for each in whole["problems"] if each["code"] != "misnamed"]
        own = misnamed(name, whole["source"]["media_type"])
        whole["problems"] = [*map(to_json, own), *others]
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")
    # only the name is looked at: a Disclosure may be megabytes
    rest = disclosure[len(_HEAD) :].decode("utf-8")
    _, end = json.JSONDecoder().raw_decode(rest)
    return _HEAD + (written + rest[end:]).encode("utf-8", "replace")
