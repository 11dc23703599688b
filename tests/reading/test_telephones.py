"""A number in what a clinic says for an emergency is called by touching it."""

import pytest

from articles.templatetags.telephones import callable_numbers


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("Call 01632 960999 at once, day or night.", ["01632960999"]),
        ("Call 999. Elsewhere +44 1632 960-999, not +44 (0)1632 960999.", ["999", "+441632960999"]),
        ("Ring 555-010-0199 or 0044 1632 960999.", ["5550100199", "00441632960999"]),
        ("اتصل بالرقم 112 فورًا", ["112"]),
        ("Between 08:00 and 18:00, on 24.12.2026, room 1112, 37.5, 999 to 1,112 and 112.5 beds", ["999"]),
        ("Nobody is here.", []),
    ],
)
def test_numbers_are_links_and_other_figures_are_not(words, called):
    assert [link.split('"')[0] for link in callable_numbers(words).split('href="tel:')[1:]] == called


def test_what_stands_around_a_number_stays_and_is_escaped():
    told = callable_numbers("<b>Now:</b>\n999 & stay")

    assert told == '&lt;b&gt;Now:&lt;/b&gt;\n<a href="tel:999" dir="ltr">999</a> &amp; stay'
