"""What a fresh reading process reads first, so that nobody waits for its imports and models."""

from __future__ import annotations

import tempfile
from pathlib import Path

from extraction.errors import DocumentError
from service.parsing import Request, Worker

# A narrative with a citation: it loads the rules, the models and the registry.
_NARRATIVE = """预算项目情况说明
项目经费情况说明
一、项目概述
为保障日常工作，安排本项目经费。
二、立项依据
根据《中华人民共和国预算法》的规定设立。
三、实施主体
由本单位实施。
四、实施方案
按计划分季度实施。
五、实施周期
2025年1月至2025年12月。
六、年度预算安排
2025年预算安排10万元。
七、绩效目标
完成年度任务。
"""
# One empty page: it loads the PDF reader.
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def warm_up(worker: Worker) -> None:
    """Have ``worker`` read two small documents of our own. Raises `WorkerLost` and the like."""
    with tempfile.TemporaryDirectory(prefix="yiju-http-") as folder:
        for name, content in (("warm.txt", _NARRATIVE.encode()), ("warm.pdf", _PDF)):
            path = Path(folder, name)
            path.write_bytes(content)
            try:
                worker.run(Request(str(path), task="pack"))
            except DocumentError:
                # what matters is that everything is loaded by now
                continue
