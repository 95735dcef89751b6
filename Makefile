# Groundwork: `make run` opens it, `make test` tests it. Paths are relative, so that a checkout
# may live under a folder with a space in its name.
.DEFAULT_GOAL := help
.PHONY: help run test test-browser lint fix bench bench-mathcheck bench-library bench-practice bench-keys bench-tutor bench-solve bench-progress bench-page prepare lock screenshots figures docs check-corpus clean
.SUFFIXES:
SHELL := /bin/sh

VENV := .venv
PY := $(VENV)/bin/python
UV := $(PY) -m uv
UV_VERSION := 0.13.8

help: ## Print these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.run ## Set everything up, then open Groundwork in the browser
	@$(PY) -m assistant serve

test: $(VENV)/.test ## Run all tests; the end names what was left out and why
	@$(PY) -m pytest

test-browser: $(VENV)/.test ## Run only the tests that drive the page in Chromium
	@$(PY) -m pytest tests/browser

lint: $(VENV)/.test ## Check style, types and the direction of imports
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/python -c "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"

fix: $(VENV)/.test ## Format the code and mend what can be mended
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

prepare: $(VENV)/.run ## Fetch the embedded model and the embedder (1.2 GB), index the notes
	@$(PY) -m assistant prepare

bench: bench-mathcheck bench-library bench-practice bench-solve bench-progress ## Run every benchmark

bench-mathcheck: $(VENV)/.test ## Measure the checker on published solutions and on answers of a model
	@$(PY) benchmarks/mathcheck.py

bench-library: $(VENV)/.test ## Measure retrieval against a plain LangChain pipeline
	@$(PY) benchmarks/library.py

bench-practice: $(VENV)/.test ## Measure generators: proofs, distinctness, speed
	@$(PY) benchmarks/practice.py

bench-keys: $(VENV)/.test ## Answer 2,000 exercises from their wording with NumPy and mpmath alone, compare with their keys
	@$(PY) benchmarks/rederive.py

bench-solve: $(VENV)/.test ## Measure the solver on questions in learners' words, and its steps through the checker
	@$(PY) benchmarks/solve.py --check

bench-progress: $(VENV)/.test ## Measure the planner on simulated learners, the diagnostic, and a long record
	@$(PY) benchmarks/progress.py

bench-page: $(VENV)/.test ## Measure the page: its start, a rerun of a long conversation, many sessions, its memory
	@$(PY) benchmarks/page.py

bench-tutor: $(VENV)/.test ## Measure a turn against a bare chat with the same model (hours on the embedded one; resumable)
	@$(PY) benchmarks/tutor.py

screenshots: $(VENV)/.test ## Take the pictures of README and docs anew, from the real page (README: with the real model)
	@GROUNDWORK_SCREENSHOTS=docs/images $(PY) -m pytest tests/browser -m embedded_model
	@$(PY) -m tests.browser.tour docs/images

figures: $(VENV)/.test ## Draw the notes' figures anew
	@$(PY) corpus/figures/draw.py

check-corpus: $(VENV)/.run ## Prove the notes right: formulas, code, sections, figures
	@$(PY) -m assistant corpus check

docs: $(VENV)/.test ## Write the reference of the commands anew
	@$(PY) -m assistant.cli.reference > docs/cli.md

lock: $(VENV)/.uv ## Resolve the dependencies anew and write both lock files
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove the environment and the caches of tools; never what a learner made
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# --- set-up -------------------------------------------------------------------------------------

# The newest Python among those supported that runs; `make PYTHON=/path/to/python run` chooses another.
PYTHON ?=
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

$(VENV)/.uv: Makefile
	@found=; for python in "$(PYTHON)" python3.13 python3.12 python3.11 python3; do \
		if [ -n "$$python" ] && "$$python" -c '$(SUPPORTED)' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo 'Groundwork needs Python 3.11, 3.12 or 3.13. Install one, or say where it is: make PYTHON=/path/to/python run'; exit 1; \
	fi; \
	"$$found" -m venv $(VENV) || \
		{ echo 'Python could not make an environment. On Debian or Ubuntu install the package python3-venv, then try again.'; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# Compiled at once, the libraries load in a third of the time, and where Python may not write bytecode at every start.
$(VENV)/.run: requirements.lock pyproject.toml $(VENV)/.uv
	@echo 'Installing the libraries Groundwork stands on, into .venv (about 400 MB to fetch, once) …'
	@$(UV) pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	@echo 'Installing the tools for tests and checks …'
	@$(UV) pip install --quiet --compile-bytecode --require-hashes -r requirements-dev.lock
	@touch $@
