# The two commands are `make lab` and `make test`; each sets up what it needs in .venv.
PYTHON ?= python3
# Another Python has an environment of its own: make test PYTHON=python3.13 uses .venv-3.13.
VERSION := $(if $(filter-out python3,$(PYTHON)),-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'))
VENV = .venv$(VERSION)
BIN = $(VENV)/bin

lab: $(VENV)/lab
	$(BIN)/parcours lab $(ARGS)

test: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)  # half of it is waiting

pythons: $(VENV)/test
	$(BIN)/nox -- $(ARGS)

mutants: $(VENV)/test
	PYTHONPATH=tests $(BIN)/python -m mutants $(ARGS)

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks $(ARGS)

build: $(VENV)/lab
	$(BIN)/parcours build

rehearse: $(VENV)/lab
	$(BIN)/parcours rehearse $(ARGS)

minutes: $(VENV)/lab
	$(BIN)/python -m parcours.minutes

site: $(VENV)/site
	$(BIN)/parcours site

clean:
	rm -rf .venv .venv-* .nox build

# A stamp each: the course needs less than its tests do.
$(VENV)/lab: pyproject.toml constraints.txt | $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/test: $(VENV)/lab
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@

$(VENV)/site: $(VENV)/lab
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[site]'
	touch $@

$(VENV)/bench: $(VENV)/lab
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	touch $@

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'parcours needs Python 3.11 or newer: make PYTHON=python3.13 lab'; exit 1; }
	$(PYTHON) -m venv $(VENV)

.PHONY: lab test pythons mutants bench build rehearse minutes site clean
