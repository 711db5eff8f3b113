# make run    sets up and cleans seeds/ into seeds.clean/
# make test   sets up and runs all tests, the linters and the type checker
# make test-pure    runs the tests of rules, encodings and pages without compiled kernels, and builds wheels
# make fuzz MINUTES=5, make faults MOMENTS=200    try to break it; see docs/security.md
# make test-spark   sets up and runs the tests on Spark, which need Java 17
# make test-integrations   the same with datasets, pandas, polars, datatrove and data-juicer
# make test-browser, make test-versions   the report in Chromium; later versions of Python
# make bench   speed beside what people chain together today; make bench-throughput SIZE=full AGAINST=COMMIT
# make site   writes the documentation into build/site/, with a page for each rule
# make man    writes the man pages into build/man/
PYTHON ?= python3
VENV := .venv
FOLDS ?= build/folds
MINUTES ?= 5
MOMENTS ?= 200
PEERS := chain datatrove
BIN := $(VENV)/bin
unexport PYTHONDONTWRITEBYTECODE # tests start hundreds of processes, each of which would compile anew
BUILT := pyproject.toml hatch_build.py $(wildcard src/cleanup/kernels/*.p*)

.PHONY: run test test-pure test-spark test-integrations test-browser test-versions pictures fuzz faults sbom scan lock man site messages \
	bench bench-startup bench-throughput bench-scaling ungated tables classifier clean

run: $(VENV)/.installed
	$(BIN)/cleanup run seeds/

test: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n auto -m "not wheel and not integrations and not browser"

test-pure: $(VENV)/.installed-dev
	CLEANUP_PURE=1 $(BIN)/pytest -n auto tests/kernels tests/rules tests/charset tests/page

test-spark: $(VENV)/.installed-spark
	CLEANUP_REQUIRE_SPARK=1 $(BIN)/pytest -m spark

test-integrations: $(VENV)/.installed-integrations
	CLEANUP_REQUIRE_INTEGRATIONS=1 $(BIN)/pytest -m integrations tests/integrations

# The report in headless Chromium, where that is installed.
test-browser: $(VENV)/.installed-dev
	@command -v chromium >/dev/null || echo "test-browser: there is no chromium here, so nothing is tested"
	$(BIN)/pytest -m browser

# A part of the tests under later versions of Python, where they are installed.
test-versions:
	@for version in 3.12 3.13; do \
		python$$version -c "" 2>/dev/null || { echo "test-versions: there is no Python $$version here"; continue; }; \
		python$$version -m venv build/python$$version && \
		build/python$$version/bin/pip install --quiet '.[dev]' && \
		build/python$$version/bin/pytest -n auto tests/rules tests/cli tests/page || exit 1; \
	done

pictures: $(VENV)/.installed-dev
	$(BIN)/python -m tools.pictures

# After a change of src/cleanup/locale/*/LC_MESSAGES/messages.po.
messages: $(VENV)/.installed-dev
	$(BIN)/python -m tools.messages

man: $(VENV)/.installed-dev
	$(BIN)/python -m tools.man_pages build/man

# Looks for input that breaks what must hold, for so many minutes of CPU time; SEED makes it the same.
fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m tests.fuzz $(MINUTES) $(if $(SEED),--seed $(SEED))

# Kills runs and lets the disk fail, at so many moments.
faults: $(VENV)/.installed-dev
	$(BIN)/python -m tests.faults $(MOMENTS) $(if $(SEED),--seed $(SEED))

# build/sbom.json lists all that the package brings with it; scan tells known weaknesses.
sbom: $(VENV)/.installed-supply
	$(PYTHON) -m venv --clear --without-pip build/installed
	$(BIN)/pip --python build/installed/bin/python install --quiet .
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
		--output-file build/sbom.json build/installed/bin/python

scan: $(VENV)/.installed-supply
	$(BIN)/python -m tools.scan

# Pins the development tools anew, with hashes.
lock: requirements-dev.txt requirements-supply.txt

requirements-%.txt: pyproject.toml $(VENV)/.installed-supply
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
		--no-emit-options --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--extra dev $(if $(filter supply,$*),--extra supply) --output-file $@ pyproject.toml

site: $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[docs]'
	rm -rf build/docs
	mkdir -p build
	cp -R docs build/docs
	$(BIN)/python -m tools.rule_pages build/docs/rules
	$(BIN)/mkdocs build --quiet --strict

# What starting takes, cleaning beside the peers, and time against size; minutes, and with SIZE=full hours.
# PAGES and TEXT are folders to make the documents of, AGAINST a commit to compare with.
bench: bench-startup bench-throughput bench-scaling

bench-startup bench-scaling: bench-%: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.$*

bench-throughput: $(VENV)/.installed-dev $(PEERS:%=build/peers/%/.installed)
	@$(BIN)/python -m benchmarks.throughput --peers build/peers $(if $(SIZE),--size $(SIZE)) \
		$(if $(PAGES),--pages $(PAGES)) $(if $(TEXT),--texts $(TEXT)) $(if $(AGAINST),--against $(AGAINST))

# What we compare with has environments of its own, with versions that are pinned.
build/peers/%/.installed: benchmarks/throughput/%.txt
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/pip install --quiet --no-deps --requirement $<
	touch $@

# Whether any rule would find something in a text that its gate keeps from it; TEXT is as for
# tools/check_gates.py.
ungated: $(VENV)/.installed-dev
	$(BIN)/python -m tools.check_gates $(TEXT)

# Rebuilds src/cleanup/data/; TEXT is a folder of clean running text, LIBIME the source archive that
# tools/build_word_pairs.py names.
tables: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --editable '.[tables]'
	$(BIN)/python -m tools.build_tables $(TEXT)
	$(BIN)/python -m tools.build_word_pairs $(LIBIME)

# Learns the tables of the classifier of blocks and of what makes a page; PAGES is a folder of
# labelled pages. FOLDS gets tables that were learnt without a fifth of the sites.
classifier: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --editable '.[tables]'
	$(BIN)/python -m tools.train_classifier $(PAGES) $(TEXT)
	$(BIN)/python -m tools.train_classifier $(PAGES) $(TEXT) --left-out $(FOLDS)
	$(BIN)/python -m tools.train_context $(PAGES) $(FOLDS)
	$(BIN)/python -m tools.train_tags $(PAGES) $(FOLDS)
	$(BIN)/python -m tools.train_gate $(PAGES) $(TEXT) $(FOLDS)

clean:
	rm -rf $(VENV) seeds.clean

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python $(BUILT)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python $(BUILT)
	$(BIN)/pip install --quiet --require-hashes --no-deps --requirement requirements-dev.txt
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.installed

$(VENV)/.installed-integrations: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --editable '.[dev,dev-integrations]'
	touch $@

$(VENV)/.installed-supply: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --require-hashes --no-deps --requirement requirements-supply.txt
	touch $@

$(VENV)/.installed-spark: $(VENV)/.installed-dev
	$(BIN)/pip install --quiet --editable '.[dev,dev-s3,spark]'
	touch $@
