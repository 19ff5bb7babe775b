# make build   the pictures, into dist/            make test        lint, then every test
# make all     those of every placement            make test-long   the tests with more examples
# make lint    style and types                     make bench       how long things take
# make format  put the source into house style     make pictures    those of README and docs
# make lock    pin the newest versions             make docs        the tables of README and docs
# make clean   remove what was made                make schema      what editors complete keys with
# make audit   known holes in what is locked
# make specimen  every language on every shape, docs/specimen.png
# make studio-picture  the studio's page, docs/pictures/studio.png (needs Chromium)
# make gallery-pictures  the page, photographed for docs/gallery.md; needs Chromium
# make watch-picture   the page of watch, docs/pictures/watch.png (needs Chromium)
# make art     every drawing on every shape, docs/art.png
#
# PYTHON names the interpreter (3.11 or newer); all else is set up in .venv on first use.

PYTHON ?= python3
VENV ?= .venv
OUT ?= dist
UV ?= uv==0.13.9
AUDIT ?= pip-audit==2.10.1

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q
# What the installed package is made of, as one number.
PARTS := src assets captions.yaml pyproject.toml README.md LICENSE LICENSES.md
STATE = $$(find $(PARTS) -type f ! -path '*/__pycache__/*' ! -path '*/.*' -print0 \
	| LC_ALL=C sort -z | xargs -0 cksum | cksum)

.PHONY: gallery-pictures studio-picture watch-picture art audit specimen build all test test-long lint format bench pictures docs schema lock clean install
.DELETE_ON_ERROR:

build: install
	$(BIN)/sharegen build --out $(OUT)

all: install
	$(BIN)/sharegen build --to all --out $(OUT)

# In so many processes as there are cores, four at most, each of which has a project in memory. A
# process that has nothing left takes tests from another.
SIDE_BY_SIDE := -n auto --maxprocesses 4 --dist worksteal

test: lint
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-long: install
	SHAREGEN_LONG=1 $(BIN)/python -m pytest -m "" $(SIDE_BY_SIDE)

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.locked
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install
	$(BIN)/python bench/figures.py
	$(BIN)/python bench/setting.py
	$(BIN)/python bench/proofs.py
	$(BIN)/python bench/studio.py
	$(BIN)/python bench/typed.py
	$(BIN)/python bench/watching.py

pictures: install
	$(BIN)/python docs/make_pictures.py

studio-picture: install
	$(BIN)/python docs/make_studio.py

gallery-pictures: install
	$(BIN)/python docs/make_gallery.py

watch-picture: install
	$(BIN)/python docs/make_watch.py

specimen: install
	$(BIN)/python docs/make_specimen.py

art: install
	$(BIN)/python docs/make_art.py

docs: install
	$(BIN)/python docs/make_tables.py

schema: install
	$(BIN)/python docs/make_schema.py

# The package as people get it, not a link to src/: what is tested is what is shipped.
install: $(VENV)/.locked
	@if [ "$(STATE)" != "$$(cat $(VENV)/.installed 2>/dev/null)" ]; then \
		echo "installing sharegen into $(VENV)"; rm -f $(VENV)/.installed; \
		$(PIP) install --no-index --no-deps --no-build-isolation --force-reinstall . \
		&& echo "$(STATE)" > $(VENV)/.installed; \
	fi

# A new lock gives a new environment: nothing of the old one stays behind.
$(VENV)/.locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "sharegen needs Python 3.11 or newer, and $(PYTHON) is not:"; \
		echo "name another one, as in: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments."; \
		echo "On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "setting up $(VENV) from requirements.lock"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@touch $@

# For every system and Python from 3.11 on at once, which pip-compile cannot; needs the network.
# runtime.lock is the part that pictures need: what ci/install.sh installs.
lock:
	rm -rf .lock-venv && $(PYTHON) -m venv .lock-venv
	.lock-venv/bin/python -m pip install -q "$(UV)"
	.lock-venv/bin/uv pip compile pyproject.toml --extra studio --group dev --upgrade --no-config \
		--universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--custom-compile-command "make lock" -q -o requirements.lock
	.lock-venv/bin/uv pip compile pyproject.toml --group build --no-config \
		--universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--custom-compile-command "make lock" -q -c requirements.lock -o runtime.lock
	rm -rf .lock-venv

# What nobody can look up is a failure, too (--strict); needs the network.
audit:
	rm -rf .audit-venv && $(PYTHON) -m venv .audit-venv
	.audit-venv/bin/python -m pip install -q "$(AUDIT)"
	.audit-venv/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock
	rm -rf .audit-venv

clean:
	rm -rf $(VENV) .lock-venv .audit-venv $(OUT) build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
