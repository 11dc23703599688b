"""Every public page speaks the language of its address, to its last word."""

import ast
import gettext
import re
import string
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from articles.models import Contributor
from tests.makers import NOON, make_article, make_edition, make_released
from tests.reading.pages import main, read, words

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
FOR_ENGINEERS = {"application.html"}
CALLS = {"_": 1, "gettext": 1, "pgettext": 2, "ngettext": 2}
FIELD = re.compile(r"%\((\w+)\)s")


def sources():
    """The code of the public pages as Python, templates turned into the calls they stand for."""
    for room in ("reading", "searching", "comparing", "limiting", "linking/views"):
        for file in (settings.BASE_DIR / "articles" / room).rglob("*.py"):
            yield file.read_text("utf-8")
    for file in (settings.BASE_DIR / "articles" / "linking").glob("*.py"):  # the rooms below it speak to engineers
        yield file.read_text("utf-8")
    yield (settings.BASE_DIR / "articles" / "templatetags" / "reading.py").read_text("utf-8")
    templates = settings.BASE_DIR / "templates"
    shown = [file for room in ("reading", "linking", "parts") for file in templates.glob(f"{room}/**/*.html")]
    shown = [file for file in shown if file.name not in FOR_ENGINEERS]
    to_clinics = [templates / "mail" / name for name in ("notices.txt", "confirm.txt")]
    for file in [*templates.glob("*.html"), *shown, *to_clinics]:
        blanked = templatize(file.read_text("utf-8"))
        yield "\n".join(re.findall(r"\b(?:_|n?p?gettext)\(.*?\) ", blanked + " ", re.DOTALL))


def messages_of(source):
    """What is handed to gettext, as it stands in a catalogue: a context before it, a plural of its own."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in CALLS:
            texts = [part.value for part in call.args if isinstance(part, ast.Constant)][: CALLS[call.func.id]]
            yield "\x04".join(texts) if call.func.id == "pgettext" else texts[0]


def asked_for():
    return {message for source in sources() for message in messages_of(source)}


def compiled(language):
    with (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}


def written(language):
    """The entries of django.po, keyed as a compiled catalogue keys them."""
    text = (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    assert "#, fuzzy" not in text
    entries = {}
    for block in re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).split("\n\n"):
        lines = re.findall(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', block, re.MULTILINE)
        fields = {name: "".join(map(ast.literal_eval, value.splitlines())) for name, value in lines}
        key = "\x04".join(filter(None, (fields.get("msgctxt"), fields.get("msgid"))))
        entries |= {
            (key, int(name[7])) if "[" in name else key: said for name, said in fields.items() if "msgstr" in name
        }
    return {key: said for key, said in entries.items() if key and said}


def test_the_search_for_messages_finds_them():
    found = asked_for()

    assert len(found) > 90
    assert {"Get help now:", "how a day is written\x04j F Y", "%(pages)s page", "Next check due %(day)s"} <= found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_a_public_page_is_left_untranslated(language):
    translated = {key[0] if isinstance(key, tuple) else key for key in compiled(language)}

    assert asked_for() - translated == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_written_one(language):
    assert compiled(language) == written(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_fields(language):
    for key, said in compiled(language).items():
        message = key[0] if isinstance(key, tuple) else key
        left_out = {"pages", "minutes", "seconds"} if isinstance(key, tuple) else set()  # “one page” needs no figure
        assert set(FIELD.findall(message)) - set(FIELD.findall(said)) <= left_out, message
        assert set(FIELD.findall(said)) <= set(FIELD.findall(message)), message
        assert '"' not in said, f"{message} may stand in an attribute"


@pytest.mark.django_db
def test_a_page_in_spanish_speaks_spanish(client):
    article = make_article(slug="biopsia", language="es")
    make_edition(article=article, release_at=NOON, people=[("reviewer", "Dra. Ruiz")], title="Biopsia")

    page = read(client, "/es/articles/biopsia/")

    assert words(page.select_one(".trust")) == (
        "Publicada el 2 de marzo de 2026, edición 1 Revisada el 5 de enero de 2026 por Dra. Ruiz "
        "Próxima revisión prevista: 5 de enero de 2028"
    )
    assert page.title.string == "Biopsia – Información para pacientes"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/ar/", "/ar/a-z/", "/ar/glossary/", "/ar/topics/", "/ar/articles/khaza/", "/ar/x/"]
)
def test_a_page_in_arabic_holds_no_english_word(client, address):
    article = make_article(slug="khaza", language="ar", other_names=["اسم"])
    sections = [{"heading": "ماذا يحدث", "body": "<p>ترتاح.</p>"}]
    make_edition(article=article, title="الخزعة", summary="عن الخزعة.", sections=sections, release_at=NOON)

    page = client.get(address)
    text = (
        main(read(client, address, status=page.status_code))
        .replace(f"testserver/go/{article.spoken_code}", "")
        .replace(article.spoken_code, "")
        .replace("(PDF)", "")
    )

    assert not set(text) & set(string.ascii_letters), text


@pytest.mark.django_db
def test_names_and_roles_are_parted_by_the_comma_of_the_language(client):
    article = make_article(slug="anwa", language="ar")
    edition = make_edition(article=article)
    author = Contributor.objects.create(name="سلمى", role="ممرضة")
    edition.credits.create(contributor=author)
    make_released(edition, at=NOON - timedelta(days=1))

    assert "كتبها سلمى، ممرضة" in main(read(client, "/ar/articles/anwa/"))
