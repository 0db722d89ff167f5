# Two commands: `make demo` shows what kg does, `make test` tests all of it. Both set up what they need.

PYTHON := .venv/bin/python
KG := .venv/bin/kg
DEMO := build/demo/kg.db
GOLD := $(wildcard ../shared/gold/score.py)

.DEFAULT_GOAL := help
.PHONY: help demo docs test lint types gold unit bench ablations lock clean environment dev-environment

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: environment ## build the graph of data/articles and print three reports of it
	@rm -rf build/demo && mkdir -p build/demo
	$(KG) build data/articles --store $(DEMO)
	$(KG) report run meetings -p since=2017-06-01 --limit 25 --store $(DEMO)
	$(KG) report run cooperation-and-conflict -p country=IRN -p other=USA --store $(DEMO)
	$(KG) report run dyad-timeline -p actor=Iran -p other=Israel --store $(DEMO)
	@meeting=$$($(KG) report run meetings -p actor=Shamkhani -p since=2017-06-01 --store $(DEMO) --format csv | sed -n 2p); \
	printf '\nTry next:\n'; \
	printf '  $(KG) %s --store $(DEMO)\n' \
	    "explain $${meeting##*,}" \
	    'report run who-met-whom -p actor=Lavrov' \
	    'report run meetings --format html -o build/demo/meetings.html' \
	    "query 'MATCH (e:Event) RETURN e.event_type AS type, count(e) AS events ORDER BY events DESC'"; \
	printf '  $(KG) report list\n  $(KG) build YOUR-ARTICLES --store kg.db\n'

docs: environment ## write docs/reports/ and what the tutorial's commands print anew; a test fails where they lag behind
	$(PYTHON) docs/make.py

test: lint types gold unit ## everything: lint, types, gold, and all tests on both stores

lint: dev-environment ## style and form of the code
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: dev-environment ## mypy --strict
	$(PYTHON) -m mypy --strict

gold: dev-environment ## scores on our marked sentences, and on the development gold where it is there
	$(KG) eval
	$(PYTHON) bench/composition.py
	$(PYTHON) bench/resolution.py
	$(PYTHON) bench/event_resolution.py
	$(PYTHON) bench/copies.py
	$(if $(GOLD),$(PYTHON) bench/overlap.py)
	$(if $(GOLD),$(PYTHON) bench/gold.py --check)

unit: dev-environment ## all tests, on both stores
	.ci/neo4j
	.ci/chromium
	$(PYTHON) -m pytest

bench: dev-environment ## speed, memory, and scores where the development gold is there
	$(PYTHON) bench/coding.py
	$(PYTHON) bench/memory.py
	$(if $(GOLD),$(PYTHON) bench/gold.py)

ablations: dev-environment ## the coder with one part changed at a time (bench/ablations.py --help: cross-validation too)
	$(PYTHON) bench/ablations.py ablate

lock: ## choose the pinned versions anew
	.ci/lock

clean: ## remove what these targets made
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

environment:
	@.ci/environment .venv requirements.lock -e .

dev-environment:
	@.ci/environment .venv requirements-dev.lock -e .
