"""What the description promises, whatever is asked: schemathesis makes up the questions from it."""

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

from articles.models import ClinicalCode, CodeSystem, GlossaryTerm, TranslationGroup
from tests.linking.api.test_articles import API
from tests.makers import NOON, make_article, make_edition, make_topic, make_withdrawal
from tests.reading.pages import SECTIONS_OF_EVERY_KIND

CODE = "K52V6XC"


@pytest.fixture
def one_connection():
    """Between questions the server would let go of the database, and of what this test has put there."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(db, one_connection):
    """A portal with something of everything, and what it says of itself."""
    topic, group = make_topic(slug="tests"), TranslationGroup.objects.create()
    GlossaryTerm.objects.create(term="biopsy", meaning="A small piece.", other_names="sample")
    article = make_article(code=CODE, slug="biopsy", topics=[topic], other_names=["Test"], translation_group=group)
    article.clinical_codes.add(ClinicalCode.objects.create(system=CodeSystem.ICD10CM, code="G93"))
    facts = {"people": [("author", "Ann"), ("reviewer", "Ben")], "sources": [{"title": "A guideline"}]}
    first = make_edition(article=article, sections=SECTIONS_OF_EVERY_KIND, release_at=NOON, **facts)
    make_edition(article=make_article(language="es", translation_group=group), translated_from=first, release_at=NOON)
    for kind in ("withdrawn", "recalled"):
        make_withdrawal(make_edition(article=make_article(slug=kind), release_at=NOON), kind=kind, at=NOON)
    import schemathesis  # here, as it takes two seconds in each process that only looks for tests

    django = get_wsgi_application()  # stored pages have tests of their own, and look for news with a connection anew
    return schemathesis.openapi.from_wsgi(f"{API}/openapi.json", django, headers={"Host": "testserver"})


def takes_something(operation):
    return operation.path_parameters or operation.query or operation.body


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_answer_keeps_what_the_description_promises(described, mode):
    """Promise 10: to questions as the description allows them, and to others."""
    from schemathesis import GenerationMode

    operations = [found.ok() for found in described.get_all_operations()]
    for operation in operations if mode == "positive" else filter(takes_something, operations):

        @settings(max_examples=8, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=GenerationMode(mode)))
        def ask(case):
            case.call_and_validate(headers={"Accept-Encoding": "identity"})  # it reads no gzip here

        ask()
