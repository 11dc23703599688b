"""Promise 4: a link never breaks. A code is read out, typed from paper, and printed for ever."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, codes_near, is_code, normal_code
from articles.models.code import ALPHABET, new_code, spoken_code, with_check_character
from tests.makers import make_article

codes = st.text(alphabet=ALPHABET, min_size=6, max_size=6).map(with_check_character)


def test_no_word_can_appear_and_no_character_is_mistaken_for_another():
    assert not set(ALPHABET) & set("AEIOUY")
    for look_alikes in ("0O", "1IL", "2Z", "5S", "6G", "8B"):
        assert len(set(ALPHABET) & set(look_alikes)) <= 1


@given(codes)
def test_every_single_wrong_character_is_noticed(code):
    for place in range(len(code)):
        for other in set(ALPHABET) - {code[place]}:
            assert not is_code(code[:place] + other + code[place + 1 :])


@given(codes)
def test_every_swap_of_two_neighbours_is_noticed(code):
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or not is_code(swapped)


@given(codes, st.data())
def test_after_one_slip_the_code_that_was_meant_is_among_those_near(code, data):
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from("ABEGILOSUYZ0123456789"))
    head, tail = code[:place], code[place:]
    wrong, doubled, left_out = head + other + tail[1:], head + other + tail, head + tail[1:]
    swapped = head + tail[1:2] + tail[0] + tail[2:]

    for typed in {wrong, doubled, left_out, swapped} - {code}:
        assert code in codes_near(typed)


@given(st.text(ALPHABET + "0O1IL", max_size=9))
def test_there_are_never_more_near_than_a_person_can_look_through(text):
    near = codes_near(text)

    assert len(near) <= 16
    assert text not in near
    assert all(is_code(code) for code in near)


@given(codes)
def test_a_code_understood_as_it_is_has_no_other_near_it(code):
    assert codes_near(code) == set()


@given(codes)
def test_a_code_is_understood_as_people_write_and_say_it(code):
    assert is_code(code)
    assert spoken_code(code) == f"{code[:3]}-{code[3:]}"
    for written in (spoken_code(code), code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}–{code[3:]}."):
        assert normal_code(written) == code


@given(st.text(max_size=12))
def test_whatever_is_typed_gets_an_answer(text):
    assert is_code(normal_code(text)) in {True, False}


def test_the_check_character_counts_modulo_a_prime_so_that_no_slip_cancels_out():
    assert len(set(ALPHABET)) == len(ALPHABET) == 23


def test_new_codes_are_codes():
    made = {new_code() for _ in range(50)}

    assert all(is_code(code) and re.fullmatch(r"[2-9A-Z]{7}", code) for code in made)
    assert len(made) == 50


@pytest.mark.django_db
def test_an_article_has_a_code_from_its_first_moment_and_keeps_it():
    article = make_article()
    code = article.code

    article.slug = "another-address"
    article.save()

    assert Article.objects.get(pk=article.pk).code == code
    assert is_code(code)


@pytest.mark.django_db
def test_the_code_of_an_article_never_changes():
    article = make_article()

    with pytest.raises(ValueError, match="never changes"):
        _save(article, code=new_code())
    with pytest.raises(ValueError, match="Only"):
        Article.objects.filter(pk=article.pk).update(code=new_code())


def _save(article, **values):
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
