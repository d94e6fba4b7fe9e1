# The commands that people and CI share. `make demo` and `make test` set up what they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
BENCH_VENV ?= .venv-bench
BENCH_BIN := $(BENCH_VENV)/bin
BENCH_STAMP := $(BENCH_VENV)/.ready
AUDIT_VENV ?= .venv-audit

.PHONY: setup demo test lint bench soak lock audit clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/python -m training_data.synthesis demo/documents --examples
	$(BIN)/yiju extract demo/documents -o demo/out
	$(BIN)/yiju extract demo/documents -o demo/projects.xlsx --format xlsx
	$(BIN)/yiju evaluate demo/documents
	$(BIN)/yiju models list
	$(BIN)/yiju models show live:lines
	$(BIN)/yiju show demo/documents/narratives_and_forms.pdf --page 2 -o demo/page.png
	$(BIN)/yiju registry --store demo/yiju.db grow demo/documents
	$(BIN)/yiju registry --store demo/yiju.db stats
	echo '根据《中华人民共和国预算法》及其实施条例和《上海市禁毒条例》' | $(BIN)/yiju cite --store demo/yiju.db -
	@echo
	@echo "Look at demo/out/*.json, demo/projects.xlsx and demo/page.png"

test: $(STAMP)
	$(BIN)/python -m pytest -q -n auto -m "not soak and not peers"

soak: $(STAMP)
	$(BIN)/python -m pytest -q -m soak

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) $(BENCH_STAMP)
	$(BENCH_BIN)/python -m pytest -q -m peers tests/benchmarks
	$(BENCH_BIN)/python -m benchmarks

# The peers of the benchmarks live in an environment of their own that sees the project's.
$(BENCH_STAMP): $(STAMP) requirements-bench.lock requirements-seqeval.lock
	$(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.lock
	$(BENCH_BIN)/python -m pip install --quiet --use-pep517 --no-deps --require-hashes -r requirements-seqeval.lock
	$(BENCH_BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(BENCH_STAMP)

# Pins every dependency with its hashes; no download address is written.
COMPILE := --quiet --generate-hashes --allow-unsafe --strip-extras \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate
lock: $(STAMP)
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile $(COMPILE) --extra synthesis --extra ocr --extra ray --extra dev \
	  --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(COMPILE) --all-extras --output-file requirements-bench.lock pyproject.toml

# Asks the vulnerability service of PyPI about every pinned version; what it cannot ask about fails.
audit:
	$(PYTHON) -m venv $(AUDIT_VENV)
	$(AUDIT_VENV)/bin/python -m pip install --quiet pip-audit
	$(AUDIT_VENV)/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock

clean:
	rm -rf $(VENV) $(BENCH_VENV) $(AUDIT_VENV) demo build *.egg-info
