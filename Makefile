# Every target makes the environment it needs, with nothing but Python 3.11 or later.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test check format docs accuracy bench clean

demo: $(VENV)/.demo
	$(BIN)/inspectgraph build
	$(BIN)/inspectgraph timeline iro-effectiveness --authority bcp
	@echo
	@echo "Open this page in a browser:"
	@$(BIN)/inspectgraph explore --authority bcp --issue iro-effectiveness

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs the real documents in ../shared; writes docs/accuracy.md.
accuracy: $(VENV)/.dev
	$(BIN)/python -m benchmarks.accuracy --write docs/accuracy.md

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.demo: $(VENV)/.made pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e '.[dev]'
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build dist
