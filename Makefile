# Everything runs in .venv, which belongs to this checkout alone. `make help` lists the targets.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SCANNER := .venv/.scanner
LAB_SETTINGS := .venv/share/jupyter/lab/settings

.PHONY: help briefs test lab lint bench ablation pages scans pictures wheel

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 14

briefs: $(READY) ## make every brief of the newest complete quarter under outputs/
	$(BIN)/shinpingba briefs

test: $(READY) ## run the tests
	$(BIN)/pytest

lab: $(READY) ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

lint: $(READY) ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(READY) ## run the benchmarks
	$(BIN)/pytest tests/benchmarks --benchmark-only --override-ini addopts=
	$(BIN)/python tests/benchmarks/bench_briefs.py 12
	$(BIN)/python tests/benchmarks/bench_many.py
	$(BIN)/python tests/benchmarks/bench_dashboard.py

ablation: $(READY) ## count the conditions of the reading that no text holds (minutes)
	PYTHONPATH=.:tests:tests/words $(BIN)/python tests/ablation $(RENEW)

pages: $(READY) ## make a page of every notebook and check its HTML (needs Java and npm)
	CI=1 $(BIN)/pytest tests/briefs/test_notebooks.py

scans: $(SCANNER) ## read the first report from scans of every kind (an hour; needs Chromium)
	PYTHONPATH=.:tests $(BIN)/python tests/scans

pictures: $(READY) ## take the pictures of the README anew
	$(BIN)/python tests/pictures.py

wheel: $(READY) ## build the wheel in dist/
	$(BIN)/python -m build --wheel --no-isolation

# Once, and again when the pinned requirements or the package's own needs change. The language of JupyterLab is set
# inside .venv, so that no other JupyterLab of the user changes; it asks the network for no news.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@echo "正在安装到 .venv:第一次约需两分钟,下载约 400 MB / setting up .venv, once"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --progress-bar on --disable-pip-version-check --require-hashes --requirement requirements.txt | \
		sed -u -nE 's/^Collecting ([^ ]+).*/  下载 \1/p; s/^Installing collected packages.*/  安装(一两分钟)…/p'; exit $${PIPESTATUS[0]}
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	mkdir -p $(LAB_SETTINGS)
	echo '{"@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},' \
		'"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}' \
		> $(LAB_SETTINGS)/overrides.json
	touch $@

# the extra `scan` (240 MB), which the tests of scans need too
$(SCANNER): $(READY) requirements-scan.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-scan.txt
	touch $@
