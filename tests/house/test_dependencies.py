import re
import tomllib
from importlib.metadata import distribution

from packaging.specifiers import SpecifierSet

from tests.house.tree import ROOT

NAME = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FOR_RUNNING = PROJECT["dependencies"]
FOR_TESTS = PROJECT["optional-dependencies"]["dev"]


def pins(text):
    return {name.lower().replace("_", "-").replace(".", "-"): version for name, version in NAME.findall(text)}


def pinned(file):
    return pins((ROOT / file).read_text("utf-8"))


def test_every_library_is_listed_with_its_reason():
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")

    assert sorted(re.findall(r"^\| ([a-z][a-z0-9-]+) \| (?!what)", page, re.MULTILINE)) == sorted(
        pins("\n".join([*FOR_RUNNING, *FOR_TESTS]))
    )


def test_every_library_is_pinned_to_one_version_and_to_its_files():
    for file in ("requirements.txt", "requirements-dev.txt"):
        text = re.sub(r"^#.*\n", "", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE)
        entries = re.split(r"\n+(?=\S)", text.strip())

        assert [entry for entry in entries if not re.match(r"[a-z0-9.-]+==\S+ \\\n +--hash=sha256:", entry)] == []


def test_what_is_installed_is_what_pyproject_asks_for():
    assert pins("\n".join(FOR_RUNNING)).items() <= pinned("requirements.txt").items()
    assert pins("\n".join(FOR_TESTS)).items() <= pinned("requirements-dev.txt").items()


def test_tests_run_with_the_very_libraries_that_the_portal_runs_with():
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def test_every_library_can_be_installed_on_the_oldest_python_that_we_promise():
    oldest = PROJECT["requires-python"].removeprefix(">=") + ".0"
    too_new = [
        f"{name}=={version} needs Python {needs}"
        for name, version in pinned("requirements-dev.txt").items()
        if (needs := distribution(name).metadata["Requires-Python"]) and oldest not in SpecifierSet(needs)
    ]

    assert too_new == []
