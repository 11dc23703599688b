"""Each rule with words that break it and words that keep it, however near they come."""

import pytest

from articles.checking import checks_of_words
from tests.checking.pages import RULES, TODAY, page, section, words


def item(*lines):
    return "<ul>" + "".join(f"<li><p>{line}</p></li>" for line in lines) + "</ul>"


def texts(*bodies):
    return page(section("".join(f"<p>{body}</p>" for body in bodies)))


def spanish(body):
    return page(section(f"<p>{body}</p>", heading="Qué pasa"), language="es")


def arabic(body):
    return page(section(f"<p>{body}</p>", heading="ماذا يحدث"), language="ar")


def of_kind(kind, body, heading="What helps"):
    return page(section(), section(body, kind=kind, heading=heading))


def picture(**facts):
    return page(section(), section("", kind="image", heading="", has_picture=True, **facts))


SIGNS = item("you bleed a lot", "you have chest pain")
HARD = "Individuals undergoing immunosuppressive chemotherapy necessitate considerable precautionary hospitalisation."
SERIO = "Las complicaciones gastrointestinales subsiguientes requieren hospitalización inmediata y farmacológica"

# rule: (pages that break it, pages that keep it)
CASES = {
    "has_title": ([page(title=" ")], [page()]),
    "has_words": (
        [page(sections=[]), page(section("<p> </p>")), page(section("", kind="image", alt="A knee"))],
        [page()],
    ),
    "pictures_have_alt_text": ([picture(alt=" ")], [picture(alt="A knee"), picture(is_decorative=True)]),
    "picture_sections_have_a_picture": (
        [of_kind("image", "<p>A knee.</p>")],
        [picture(alt="A knee"), of_kind("image", "")],
    ),
    "risks_have_numbers": (
        [of_kind("risk", "<p>Few.</p>")],
        [page(section(kind="risk", risk=(1, 7))), page(section(kind="risk", risk=(0, 7)))],
    ),
    "headings_have_words": (
        [page(section("<h3></h3><p>Rest.</p>")), page(section("<h4><br></h4><p>Rest.</p>"))],
        [page(section("<h3>Rest</h3><p>Rest.</p>")), page(section("<p></p><p>Rest.</p>"))],
    ),
    "links_have_words": (
        [texts('Rest.<a href="/go/M8R8K82/"> </a>'), texts('<a href="/go/M8R8K82/"></a>')],
        [texts('<a href="/go/M8R8K82/">Resting</a>')],
    ),
    "has_summary": ([page(summary="")], [page()]),
    "alt_text_tells_what_is_seen": (
        [picture(alt="Image of a knee"), picture(alt="IMG_1234.jpg"), picture(alt="Foto"), picture(alt="word " * 61)],
        [picture(alt="A knee, seen from the side"), picture(alt="A nurse takes a picture of a knee")],
    ),
    "emergencies_stand_in_a_card": (
        [
            texts("If you cannot breathe, call 999."),
            spanish("Llame al 112 si no puede respirar."),
            arabic("اتصل برقم الطوارئ."),
        ],
        [
            page(section("<p>Call 999.</p>"), section(f"{SIGNS}<p>Call 999.</p>", kind="emergency", heading="Call if")),
            texts("It took 999 days."),
        ],
    ),
    "care_cards_say_what_to_do": (
        [
            of_kind("urgent", SIGNS, "Danger"),
            page(section(), section("<p>تعب</p>", kind="urgent", heading=""), language="ar"),
        ],
        [
            of_kind("urgent", SIGNS, "Call the clinic today if"),
            of_kind("emergency", f"{SIGNS}<p>Go to the nearest hospital.</p>", ""),
            page(section(), section("<p>ألم</p>", kind="urgent", heading="يُرجى حجز موعد"), language="ar"),
            page(section(), section("<p>Fiebre</p>", kind="urgent", heading="Pida cita si"), language="es"),
        ],
    ),
    "care_cards_list_the_signs": (
        [of_kind("urgent", "<p>Call if it swells. Call if it bleeds. Call if you feel hot.</p>")],
        [of_kind("urgent", f"<p>Call. Do not wait. Go.</p>{SIGNS}"), of_kind("urgent", "<p>Call us if it bleeds.</p>")],
    ),
    "care_cards_of_one_kind_are_one": (
        [page(section(), section(kind="urgent", heading="Call if"), section(kind="urgent", heading="Ask if"))],
        [page(section(), section(kind="urgent", heading="Call if"), section(kind="emergency", heading="Ask if"))],
    ),
    "lists_are_lists": (
        [of_kind("do", "<p>Rest and drink.</p>"), of_kind("questions", "<p>When? Where?</p>")],
        [of_kind("do", item("rest", "drink")), of_kind("warning", "<p>Rest and drink.</p>")],
    ),
    "dos_say_what_to_do": (
        [
            of_kind("do", item("rest", "do not lift")),
            of_kind("do", item("Don’t lift")),
            of_kind("do", item("avoid sport")),
        ],
        [
            of_kind("do", item("rest", "note what helps", "stop if it hurts", "drink, but do not overdo it")),
            of_kind("do", "<ul><li><p>rest</p><p>Do not lift.</p></li></ul>"),
            of_kind("dont", item("avoid sport")),
        ],
    ),
    "donts_say_no_only_once": (
        [of_kind("dont", item("do not lift")), of_kind("dont", item("Never lift")), of_kind("dont", item("No fume"))],
        [of_kind("dont", item("lift", "stop without asking", "nod off")), of_kind("do", item("do not lift"))],
    ),
    "key_points_are_few": (
        [of_kind("key-points", item(*"123456"))],
        [of_kind("key-points", item(*"12345")), of_kind("questions", item(*"123456"))],
    ),
    "text_has_a_heading": (
        [
            page(section(kind="urgent", heading="Call if"), section(heading="")),
            page(section(), section(kind="details", heading=" ")),
        ],
        [
            page(section(heading="")),
            page(section(), section(kind="image", heading="", has_picture=True, alt="A knee"), section(heading="")),
            page(section(kind="do"), section(heading="Afterwards")),
        ],
    ),
    "headings_come_in_order": (
        [page(section("<h4>Small</h4><p>Rest.</p>"))],
        [page(section("<h3>Large</h3><p>Rest.</p><h4>Small</h4><p>Rest.</p><h3>Large</h3><h4>Small</h4>"))],
    ),
    "headings_differ": (
        [page(section(heading="Rest"), section(heading="REST"))],
        [page(section(heading="Rest"), section(heading="Rest more")), page(section(heading=""), section(heading=""))],
    ),
    "headings_are_headings": (
        [texts("<strong>After the test</strong>", "Rest."), texts("<strong>After <em>the</em> test</strong>")],
        [
            page(section(item("<strong>Rest</strong>"))),
            texts("<strong>Do not wait.</strong>"),
            texts("<strong>Before</strong> you come"),
            page(section("<h3>After</h3>")),
        ],
    ),
    "links_say_where_they_lead": (
        [
            texts('Click <a href="/a/">here</a>.'),
            texts('<a href="/a/">Read more …</a>'),
            texts('<a href="https://www.example.org/a/b">https://www.example.org/a/b</a>'),
            spanish('<a href="/a/">Haga clic aquí</a>'),
            arabic('<a href="/a/">اضغط هنا</a>'),
        ],
        [texts('<a href="/a/">More about resting</a>'), texts("Sit here.")],
    ),
    "links_that_read_alike_lead_to_one_place": (
        [texts('<a href="/a/">Resting</a>', '<a href="/b/">resting</a>')],
        [texts('<a href="/a/">Resting</a>', '<a href="/a/">Resting</a>', '<a href="/b/">Eating</a>')],
    ),
    "page_is_easy_to_read": (
        [texts(*[HARD] * 20), page(section(f"<p>{SERIO * 20}.</p>"), language="es")],
        [
            texts(*["The cat sat on the mat, and then it went to sleep."] * 10),
            texts(HARD),
            page(section(f"<p>{'El gato duerme en la casa. ' * 20}</p>"), language="es"),
            page(section(f"<p>{words(200, 'الاستشفائية')}</p>"), language="ar"),
        ],
    ),
    "sentences_are_short": (
        [
            texts(words(21)),
            texts(f"Rest. {words(21)}. Rest."),
            page(section(item(words(21)))),
            page(summary=words(21)),
            spanish(words(26, "descanse")),
            arabic(words(21, "استرح")),
        ],
        [
            texts(f"Now {words(19)}. Now {words(19)}!"),
            texts(f"{words(15)}<br>{words(15)}"),
            page(section(item(words(15), words(15)))),
            spanish(words(25, "descanse")),
            arabic(f"{words(15, 'استرح')}؟ {words(15, 'استرح')}"),
            page(section(f"<table><tbody><tr><td>{words(21)}</td></tr></tbody></table>")),
        ],
    ),
    "paragraphs_are_short": (
        [texts("Rest. Rest. Rest. Rest.")],
        [texts("Rest. Rest. Rest.", "Rest. Rest. Rest."), texts("See Dr. Rhee. Take 2.5 ml. Rest, e.g. here.")],
    ),
    "words_are_plain": (
        [
            texts("The nurse administers it."),
            texts("The cause is cardiac."),
            texts("You have hypertension or diabetes."),
            texts("Therefore somebody calls."),
            texts("You had a myocardial\n infarction."),
            texts("Rest <em>prior</em> to it."),
            spanish("Puede tener cefalea."),
        ],
        [
            texts("The nurse gives it."),
            texts("You had a heart attack (myocardial infarction)."),
            texts("This is called hypertension."),
            texts("The Prior came."),
            page(section(heading="Hypertension")),
            arabic("cefalea hypertension"),
        ],
    ),
    "medical_words_are_explained": (
        [
            texts("You may need a cholecystectomy."),
            texts("Polyneuropathies, or a glossoplasty."),
            spanish("Una colecistectomía."),
        ],
        [
            texts("A cholecystectomy (taking out the gallbladder) helps."),
            texts("A cholecystectomy, or taking out the gallbladder, helps."),
            texts("This is called “cholecystectomy”."),
            texts("You have arthritis."),
            texts("Put it in the cystoma."),
        ],
    ),
    "chances_are_told_in_people": (
        [
            texts("It helps 14% of people."),
            texts("It helps 0.5 per cent."),
            spanish("Ayuda al 14 % de las personas."),
            arabic("14٪ من الناس"),
        ],
        [
            texts("It helps 14% of people, which is 14 in 100."),
            texts("It helps 1 in 7."),
            texts("Use a 1% hydrocortisone cream."),
            texts("It helps 100%, not 0%."),
            texts("Of every 100 people, 14 (14%) are helped."),
            spanish("Ayuda a 14 de cada 100 personas (14%)."),
        ],
    ),
    "chances_compare_at_a_glance": (
        [texts("It is 1 in 7 here and 1 in 8 there."), spanish("Es 1 de cada 7 aquí y 1 de cada 8 allí.")],
        [
            texts("It is 14 in 100 here and 12 in 100 there."),
            texts("It is 14 in 1,000 here and 12 in 1000 there."),
            texts("It is 1 in 7 here.", "It is 1 in 8 there."),
            spanish("Tome 1 de 500 mg y 1 de 250 mg."),
        ],
    ),
    "dates_have_not_passed": (
        [
            texts("We are closed until 1 March 2026."),
            texts("We are closed until March 1st, 2026."),
            texts("We are closed until 2026-03-01."),
            spanish("Cerramos hasta el 1 de marzo de 2026."),
            arabic("حتى 1 مارس 2026"),
        ],
        [
            texts("We are closed until 2 March 2026."),
            texts("It began in 1998."),
            texts("On 31 February 2020, nothing."),
        ],
    ),
}

BREAKS = [
    pytest.param(rule, words, id=f"{rule}-{at}") for rule, (bad, _) in CASES.items() for at, words in enumerate(bad)
]
KEEPS = [
    pytest.param(rule, words, id=f"{rule}-{at}") for rule, (_, good) in CASES.items() for at, words in enumerate(good)
]


def broken(words, terms=()):
    return {check.rule for check in checks_of_words(words, on=TODAY, terms=terms)}


@pytest.mark.parametrize(("rule", "words"), BREAKS)
def test_an_editor_is_told_where_a_rule_is_broken(rule, words):
    assert rule in broken(words)


@pytest.mark.parametrize(("rule", "words"), KEEPS)
def test_an_editor_is_left_alone_where_a_rule_is_kept(rule, words):
    assert rule not in broken(words)


def test_every_rule_is_tried_both_ways():
    assert CASES.keys() == RULES
    assert all(bad and good for bad, good in CASES.values())
