"""How a page is made up: for each rule the pages that break it and the pages that keep it."""

from tests.checking.pages import arabic, item, of_kind, page, section, spanish, texts

SIGNS = item("you bleed a lot", "you have chest pain")


def picture(**facts):
    return page(section(), section("", kind="image", heading="", has_picture=True, **facts))


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
}
