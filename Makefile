# The two commands of the README: `make run` and `make test`. Each installs what it needs.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DATA ?= data

.PHONY: setup run test lint format benchmark clean

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) tools/make_venv.py $(VENV)
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[server,dev]'
	@touch $@

run: setup
	$(BIN)/inspect-app build
	@test -e $(DATA)/server.db || $(BIN)/inspect-app --data $(DATA) init --name 示范学校 --demo
	$(BIN)/inspect-app --data $(DATA) serve --port $(PORT)

test: setup
	@$(BIN)/python tools/install_browser.py
	$(BIN)/inspect-app build
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser"
	$(BIN)/python -m pytest -m browser

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmark: setup
	$(BIN)/python -m tests.benchmarks $(NAME)

clean:
	rm -rf build dist $(VENV)
