# The two commands: `make review` builds the review, `make test` runs the tests.
# Both need Python 3.11 or newer and make, and set up `.venv` themselves.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

VENV := .venv
BIN := $(VENV)/bin
# Every file is checked against its hash, and nothing is built but this package,
# with the build backend of the lock: the same bytes on every machine.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED = $(INSTALL) --require-hashes --only-binary :all:
OURSELVES = $(INSTALL) --no-deps --no-build-isolation --editable .
UV ?= uv

.DEFAULT_GOAL := help
.PHONY: help review test quick docs pictures bench wheel lock clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

review: $(VENV)/.review ## Set up, and build the review as HTML and Markdown
	@$(BIN)/evidence build
	@echo "the report: $(CURDIR)/build/report.html (the command: $(BIN)/evidence)"

test: $(VENV)/.test ## Set up, and run the tests (ARGS="-k word" chooses)
	@$(BIN)/pytest $(PARALLEL) $(ARGS)

quick: $(VENV)/.test ## Set up, and run the tests that take no browser, no pandoc and no minute
	@$(BIN)/pytest $(PARALLEL) $(QUICK) $(ARGS)

docs: $(VENV)/.test ## Build the documentation as a static site, into site/
	@rm -rf site
	@$(BIN)/zensical build --strict --clean && echo "the site: $(CURDIR)/site/index.html"

pictures: $(VENV)/.test ## Make the pictures anew that are older than what they show (ALL=1: every one; needs Chromium)
	@UPDATE=1 $(BIN)/pytest -n 0 tests/docs/test_pictures.py $(ARGS)

bench: $(VENV)/.test ## Measure speed, growth and size on generated reviews
	@$(BIN)/python bench/speed.py $(ARGS)

wheel: $(VENV)/.review ## Build the wheel and the source archive into dist/
	@$(BIN)/hatchling build -d dist

# On all cores; `ARGS=-n0` takes one. UPDATE=1 writes files that several tests share: in order.
PARALLEL = $(if $(UPDATE),-n 0,-n auto --dist worksteal)

# What `make quick` leaves out: each test that opens a browser, the command in a process of its own,
# pandoc and typst, what builds reports of many kinds, the replay of the docs, what is killed while
# it writes, and what tries many drawn inputs or many real files. More than half of all tests stay.
QUICK = -m 'not browser' $(SLOW:%=--ignore=%) --ignore-glob='*/test_any_*.py' \
	--ignore-glob='*/test_corpora.py' \
	--deselect='tests/house/test_quality.py::test_the_code_is_clean_by[mypy]'
SLOW = tests/report tests/documents tests/references tests/cli tests/editing tests/docs tests/study \
	tests/impact tests/team tests/starter tests/differences tests/diagram tests/coverage \
	tests/house/test_install.py tests/house/test_bench.py tests/bibtex/test_writing.py \
	tests/door/test_building.py tests/exchange/test_linked_data.py tests/files/test_kills.py \
	tests/files/test_replacing.py tests/imports/test_references.py tests/language/test_catalogue.py \
	tests/language/test_old_words.py tests/markdown/test_github.py \
	tests/model/test_reached.py tests/origins/test_coding_sheet.py tests/origins/test_references.py \
	tests/quotes/test_edits.py tests/serving/test_access.py tests/serving/test_blind.py \
	tests/serving/test_killed.py tests/serving/test_saves.py tests/serving/test_second.py \
	tests/synthesis/test_claim_sets.py tests/texts/test_scripts.py tests/texts/test_vancouver.py

# The test lock is made first; the other one takes its versions from it.
lock: ## Pin the newest versions that pyproject.toml allows (needs uv)
	@$(LOCK) --upgrade --all-extras --group build --group test --group docs -o requirements-test.lock
	@$(LOCK) --extra verify --extra sheets --extra serve --group build -c requirements-test.lock -o requirements.lock

LOCK = $(UV) --no-config pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

clean: ## Remove the environment, the caches and what was built
	@rm -rf $(VENV) build dist site .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# A stamp is written last: a setup that was interrupted starts again.
$(VENV)/.review: requirements.lock pyproject.toml | $(VENV)/.python
	@echo "setting up $(VENV) from requirements.lock"
	@$(LOCKED) -r requirements.lock
	@$(OURSELVES)
	@touch $@

$(VENV)/.test: requirements-test.lock pyproject.toml | $(VENV)/.python
	@echo "setting up $(VENV) from requirements-test.lock"
	@$(LOCKED) -r requirements-test.lock
	@$(OURSELVES)
	@touch $@ $(VENV)/.review

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "needs Python 3.11 or newer, with venv (on Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@
