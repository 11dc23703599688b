"""From a query string to a question, or to the name of the parameter that is wrong."""

from contextlib import suppress
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.answering import BadRequest
from articles.linking.infobutton.question import Criterion, Question, answer_type_in, question_in
from articles.models import CodeSystem

ICD, SNOMED, NDC = CodeSystem.ICD10CM, CodeSystem.SNOMED_CT, CodeSystem.NDC
NAMES = [
    *("mainSearchCriteria.v.c", "mainSearchCriteria.v.cs", "mainSearchCriteria.v.dn", "mainSearchCriteria.c.c"),
    *("mainsearchcriteria.V.OT", "informationRecipient", "informationRecipient.languageCode.c", "age.v.v", "age.v.u"),
    *("knowledgeResponseType", "subTopic.v.c", "holder.assignedEntity.n", "callback", "", "=", "&", "%", "1"),
]


def asked(**parameters):
    """Underscores stand for the full stops of the names."""
    return question_in(urlencode({name.replace("_", "."): value for name, value in parameters.items()}))


def about(code, system=ICD):
    return {"mainSearchCriteria_v_c": code, "mainSearchCriteria_v_cs": system}


def wrong(**parameters):
    with pytest.raises(BadRequest) as caught:
        asked(**parameters)
    assert str(caught.value).endswith((".", "?"))
    return caught.value.parameter


def test_a_code_and_its_system_are_a_question():
    assert asked(**about("G93.32")) == Question((Criterion(ICD, "G93.32", ""),), ("en",), "PAT", None)


@pytest.mark.parametrize(
    "query",
    [
        "MAINSEARCHCRITERIA.V.C=G93.32&mainsearchcriteria.v.cs=2.16.840.1.113883.6.90",
        "mainSearchCriteria.c.c=G93.32&mainSearchCriteria.c.cs=2.16.840.1.113883.6.90",
        "mainSearchCriteria.c.c=J45&mainSearchCriteria.v.c=G93.32&mainSearchCriteria.v.cs=2.16.840.1.113883.6.90",
        "mainSearchCriteria.v.cs=urn:oid:2.16.840.1.113883.6.90&mainSearchCriteria.v.c=+g9332+",
        "mainSearchCriteria.v.cs=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Ficd-10-cm&mainSearchCriteria.v.c=G93.32",
        "mainSearchCriteria.v.c=G93.32&mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&taskContext.c.c=PROBLISTREV&x=1",
    ],
)
def test_it_is_understood_however_it_is_written(query):
    assert question_in(query).criteria == (Criterion(ICD, "G93.32", ""),)


@pytest.mark.parametrize(
    ("system", "written", "normal"),
    [
        (ICD, "g93.32", "G93.32"),
        (ICD, "G93", "G93"),
        (CodeSystem.ICD9CM, "25001", "250.01"),
        (CodeSystem.ICD9CM, "e8801", "E880.1"),
        (NDC, "0069-0468-56", "00069046856"),
        (NDC, "50090-347-1", "50090034701"),
        (NDC, "0069046856", "0069046856"),
        (SNOMED, " 73761001 ", "73761001"),
        (CodeSystem.LOINC, "4548-4", "4548-4"),
    ],
)
def test_codes_are_compared_in_one_form(system, written, normal):
    assert asked(**about(written, system)).criteria[0].code == normal


def test_numbers_at_the_end_of_the_names_tell_several_criteria_apart():
    question = question_in(
        f"mainSearchCriteria.v.c2=J45&mainSearchCriteria.v.cs2={ICD}&mainSearchCriteria.v.dn3=asthma"
        f"&mainSearchCriteria.v.c=73761001&mainSearchCriteria.v.cs={SNOMED}"
    )

    assert question.criteria == (
        Criterion(SNOMED, "73761001", ""),
        Criterion(ICD, "J45", ""),
        Criterion("", "", "asthma"),
    )


@pytest.mark.parametrize(
    ("sent", "languages"),
    [
        ("", ("en",)),
        ("es", ("es", "en")),
        ("sp", ("es", "en")),
        ("es-MX", ("es-mx", "es", "en")),
        ("en_US", ("en-us", "en")),
        ("fr", ("fr", "en")),
    ],
)
def test_the_language_falls_back_to_the_portals_own(sent, languages):
    question = asked(informationRecipient_languageCode_c=sent)

    assert question.languages == languages
    assert question.language in {"en", "es"}


@pytest.mark.parametrize(
    ("value", "unit", "days"),
    [("5", "a", "1826.25"), ("6", "mo", "182.625"), ("6", "m", "182.625"), ("2", "wk", "14"), ("48", "h", "2")],
)
def test_an_age_is_told_in_days(value, unit, days):
    assert asked(age_v_v=value, age_v_u=unit).age_in_days == Decimal(days)


def test_what_is_wrong_is_named():
    assert wrong(mainSearchCriteria_v_c="G93.32") == "mainSearchCriteria.v.cs"
    assert wrong(mainSearchCriteria_v_cs3=ICD) == "mainSearchCriteria.v.c3"
    assert wrong(**about("<script>")) == "mainSearchCriteria.v.c"
    assert wrong(informationRecipient_languageCode_c="<b>") == "informationRecipient.languageCode.c"
    assert wrong(age_v_v="5") == wrong(age_v_v="5", age_v_u="year") == "age.v.u"
    for age in ("-1", "NaN", "1e9", "151", "five"):
        assert wrong(age_v_v=age, age_v_u="a") == "age.v.v"
    with pytest.raises(BadRequest, match="twice"):
        question_in("mainSearchCriteria.v.c=a&MainSearchCriteria.v.c=b")
    with pytest.raises(BadRequest, match="At most ten"):
        question_in("&".join(f"mainSearchCriteria.v.dn{number}=x" for number in range(1, 12)))
    with pytest.raises(BadRequest, match="8,000"):
        question_in("x" * 8001)
    with pytest.raises(BadRequest, match="100"):
        question_in("&".join(f"x{number}=1" for number in range(101)))


@given(st.text() | st.lists(st.tuples(st.sampled_from(NAMES) | st.text(), st.text())).map(urlencode))
def test_whatever_is_sent_is_a_question_or_a_named_mistake(query):
    answer_type_in(query)
    with suppress(BadRequest):
        question = question_in(query)
        assert len(question.criteria) <= 10
        assert question.language in {"en", "es", "ar"}
        assert all(one.code or one.name for one in question.criteria)
