# The two commands are `make lab` and `make test`; each sets up what it needs in .venv.
PYTHON ?= python3
BIN = .venv/bin

lab: .venv/lab
	$(BIN)/parcours lab $(ARGS)

test: .venv/test
	$(BIN)/ruff check .
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)  # half of it is waiting

bench: .venv/bench
	$(BIN)/python -m benchmarks $(ARGS)

build: .venv/lab
	$(BIN)/parcours build

rehearse: .venv/lab
	$(BIN)/parcours rehearse $(ARGS)

minutes: .venv/lab
	$(BIN)/python -m parcours.minutes

site: .venv/site
	$(BIN)/parcours site

clean:
	rm -rf .venv build

# A stamp each: the course needs less than its tests do.
.venv/lab: pyproject.toml constraints.txt | .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/test: .venv/lab
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

.venv/site: .venv/lab
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[site]'
	touch $@

.venv/bench: .venv/lab
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	touch $@

.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'parcours needs Python 3.11 or newer: make PYTHON=python3.13 lab'; exit 1; }
	$(PYTHON) -m venv .venv

.PHONY: lab test bench build rehearse minutes site clean
