# The five commands of the house. `make help` lists them.
.DEFAULT_GOAL := help
PORT ?= 8000
VENV := .venv/bin
export PORT

# The first Python of at least 3.11 that really runs; empty where there is none.
FIND_PYTHON = for p in "$$PYTHON" python3 python3.13 python3.12 python3.11 python; do \
	[ -n "$$p" ] && "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && { command -v "$$p"; break; }; done

define install
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
	  echo "No Python 3.11 or newer was found. Install one (Debian and Ubuntu: apt install python3 python3-venv), or say where it is: make $@ PYTHON=/path/to/python3" >&2; \
	  exit 1; fi; \
	"$$python" scripts/install.py $(1)
endef

.PHONY: help run test check fix bench demo-reset lock install install-dev

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

install:
	$(call install,requirements.txt)

install-dev:
	$(call install,requirements-dev.txt)

run: install ## start the portal with its demonstration (PORT=8000)
	@exec $(VENV)/python -m scripts.run

demo-reset: install ## put the demonstration back as it was
	@DEMONSTRATION=true $(VENV)/python manage.py migrate --verbosity 0
	@DEMONSTRATION=true $(VENV)/python manage.py load_demonstration --reset

test: install-dev ## run every test: pages on SQLite, all else on PostgreSQL and Redis
	@$(VENV)/python scripts/browser.py
	$(VENV)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder -m "not page"
	PORTAL_TESTS_ON=sqlite $(VENV)/python -m pytest -n 2 --dist loadscope -q -m page \
	  --nomigrations

check: export DATA_DIR = .venv/check-data
check: install-dev ## lint, types, layers, migrations; changes nothing
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/python -m scripts.checks
	$(VENV)/lint-imports
	$(VENV)/mypy

fix: install-dev ## mend what can be mended by machine
	$(VENV)/ruff check --fix
	$(VENV)/ruff format

bench: install-dev ## measure; prints a table of ratios
	@$(VENV)/python -m bench

lock: install-dev ## compile requirements*.in to hashed pins
	@for target in requirements requirements-dev; do \
	  $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header \
	    $$( [ $$target = requirements ] || echo requirements.in ) $$target.in -o $$target.txt; done
