"""Documents read in a process of their own: OCR takes a gigabyte, which this one would keep.

On Linux a child inherits its parent's peak of memory, and tests of reading processes look
at that figure.
"""

from __future__ import annotations

import pickle
import subprocess
import sys

from extraction import Analysis
from extraction.ocr_settings import OcrSettings

_CODE = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
source, name, ocr = pickle.load(sys.stdin.buffer)
from extraction import analyse
sys.stdout.buffer.write(pickle.dumps(analyse(source, name=name, ocr=ocr)))
"""


def analyse_apart(
    source: bytes | str, *, name: str | None = None, ocr: OcrSettings | None = None
) -> Analysis:
    """Do what `extraction.analyse` does, in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", _CODE],
        input=pickle.dumps(sys.path) + pickle.dumps((source, name, ocr)),
        stdout=subprocess.PIPE,
        check=True,
    )
    analysis = pickle.loads(ended.stdout)
    assert isinstance(analysis, Analysis)
    return analysis
