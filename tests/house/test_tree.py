import re

from tests.house.tree import ROOT, lines_that_match, modules, text_files

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


def test_a_module_is_read_in_one_sitting():
    assert [name for name, text in modules() if text.count("\n") >= 300] == []


def test_a_constant_is_given_once():
    """A later line that gives it anew takes back what a reader has just understood."""
    constant = re.compile(r"^(_?[A-Z][A-Z0-9_]+) = ", re.MULTILINE)
    given = {name: constant.findall(text) for name, text in modules()}

    assert {name: names for name, names in given.items() if len(names) > len(set(names))} == {}
