import re

from tests.house.tree import ROOT, lines_that_match, text_files

# Written in halves, so that this file does not find itself.
FOLDERS_OF_ONE_MACHINE = "home", "root", "Users", "work", "opt"
REGISTRIES = "pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com"


def test_no_file_names_a_folder_of_one_machine():
    path = re.compile(rf"(?<![\w.:/\-)}}>])/(?:{'|'.join(FOLDERS_OF_ONE_MACHINE)})/\w")

    assert lines_that_match(path, text_files()) == []


def test_no_file_names_the_host_of_a_registry():
    host = re.compile("|".join(map(re.escape, REGISTRIES)))

    assert lines_that_match(host, text_files()) == []


def test_no_file_was_left_with_the_marks_of_a_merge():
    assert lines_that_match(re.compile(r"^(<{7}|>{7}) "), text_files()) == []


def test_the_top_level_holds_what_any_project_has_and_no_more():
    known = {
        *(".ci", ".gitignore", "LICENSE", "Makefile", "README.md", "SECURITY.md", "manage.py", "pyproject.toml"),
        *("requirements.txt", "requirements-dev.txt"),
        *("articles", "portal", "static", "templates", "tests", "docs", "deploy", "benchmarks", "locale"),
        *(".git", ".venv", ".env", "var", ".ruff_cache", ".import_linter_cache", ".hypothesis", "test-results"),
    }

    assert {path.name for path in ROOT.iterdir()} <= known | {"__pycache__", ".DS_Store"}


def test_what_a_browser_shows_is_waited_for():
    """Asked at once after a press, the page before may answer, on a slow machine and nowhere else."""
    at_once = re.compile(r"^\s*assert .*\.(is_visible|is_hidden|is_checked)\(\)$")
    tests = [path for path in text_files() if path.parent.name == "browser"]

    assert lines_that_match(at_once, tests) == []
