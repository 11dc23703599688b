# make run        set up everything and serve the portal at http://127.0.0.1:8000 (HOST= and PORT= change it)
# make test       set up everything and pass all tests, on SQLite and PostgreSQL and in a real browser
# make test-quick the tests of every day: lint, and the suite on SQLite without a browser
# make lint       only the rules about the code; make format puts right what a machine can
# make fuzz       20,000 made-up requests at every public address, on both databases; none may fail
# make html       what the Nu checker says to the public pages; needs Java and npm
# make pins       write requirements.txt and requirements-dev.txt anew from pyproject.toml
# make bench      measure what docs/performance.md tells, and write its tables anew; BENCH=stored,recall for some of them
# make sbom       write all libraries as a bill of materials to var/sbom.json
# make clean      remove .venv and what tools left behind; never var/, where the portal keeps its data

PYTHON ?= python3
NEEDS_PYTHON = command -v $(PYTHON) >/dev/null || { echo "Install Python 3.11 or later first: $(PYTHON) was not found." >&2; exit 1; }

.PHONY: run test test-quick lint format fuzz html pins bench sbom clean
.SILENT:

run:
	$(NEEDS_PYTHON)
	$(PYTHON) portal/virtualenv.py requirements.txt
	exec .venv/bin/python -m portal.serve

test test-quick lint format fuzz html pins bench:
	$(NEEDS_PYTHON)
	$(PYTHON) portal/virtualenv.py requirements-dev.txt
	exec .venv/bin/python -m tests.run $@

sbom:
	$(NEEDS_PYTHON)
	$(PYTHON) portal/virtualenv.py requirements.txt
	mkdir -p var
	.venv/bin/python -m portal.sbom > var/sbom.json
	echo "var/sbom.json tells all libraries, as CycloneDX 1.6."

clean:
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
