"""The names of ICD-10-CM, from the package that holds them: here from a small one of our own."""

import sys
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import ClinicalCode, CodeSystem

pytestmark = pytest.mark.django_db

NAMES = {"7": "Diseases", "G90-G99": "Block", "G93": "Brain", "G93.32": "Fatigue", "S52.501A": "Fracture, first visit"}


@pytest.fixture
def package(monkeypatch):
    icd = SimpleNamespace(
        get_all_codes=lambda with_dots: list(NAMES),
        is_category_or_subcategory=lambda code: code[0].isalpha() and "-" not in code,
        get_description=NAMES.get,
    )
    monkeypatch.setitem(sys.modules, "simple_icd_10_cm", icd)


def load(capsys):
    call_command("load_icd10cm")
    return capsys.readouterr().out


def stored():
    return dict(ClinicalCode.objects.values_list("code", "name"))


def test_it_brings_categories_and_codes_that_a_page_can_be_about(package, capsys):
    assert load(capsys) == "2 codes of ICD-10-CM are new, 0 were given their name.\n"

    assert stored() == {"G93": "Brain", "G93.32": "Fatigue"}


def test_names_that_are_there_stay_and_it_is_safe_to_run_again(package, capsys):
    ClinicalCode.objects.create(system=CodeSystem.ICD10CM, code="G93", name="Our own name")
    ClinicalCode.objects.create(system=CodeSystem.ICD10CM, code="G93.32")

    assert load(capsys) == "0 codes of ICD-10-CM are new, 1 were given their name.\n"
    assert load(capsys) == "0 codes of ICD-10-CM are new, 0 were given their name.\n"

    assert stored() == {"G93": "Our own name", "G93.32": "Fatigue"}


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "simple_icd_10_cm", None)

    with pytest.raises(CommandError, match="Install the package first"):
        call_command("load_icd10cm")


def test_nothing_that_serves_pages_imports_the_package():
    files = {*(settings.BASE_DIR / "articles").rglob("*.py"), *(settings.BASE_DIR / "portal").rglob("*.py")}

    assert [file.name for file in files if "import simple_icd" in file.read_text("utf-8")] == ["load_icd10cm.py"]
