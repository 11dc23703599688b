"""How its words read: for each rule the pages that break it and the pages that keep it."""

from tests.checking.pages import arabic, item, page, section, spanish, texts, words

HARD = "Individuals undergoing immunosuppressive chemotherapy necessitate considerable precautionary hospitalisation."
SERIO = "Las complicaciones gastrointestinales subsiguientes requieren hospitalización inmediata y farmacológica"

CASES = {
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
