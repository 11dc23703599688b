"""Spanish and Arabic pages are found by the words people use, as English ones are."""

import pytest

from tests.searching.pages import make_page, titles

pytestmark = pytest.mark.django_db

SPANISH = {
    "Hipertensión arterial": ["presión alta", "Mi madre tiene la tensión alta, ¿qué puede comer?", "hipertension"],
    "Infarto de miocardio": ["ataque al corazón", "INFARTO"],
    "Accidente cerebrovascular": ["derrame cerebral", "a mi abuelo le dio una embolia cerebral"],
    "Cálculos renales": ["piedras en el riñón", "calculo renal"],
    "Infección urinaria": ["mal de orina", "infecciones urinarias"],
    "Dolor abdominal": ["me duele la barriga, dolor de barriga", "dolor de panza"],
    "Reflujo gastroesofágico": ["agruras", "ardor de estómago por la noche"],
    "Insomnio": ["no puedo dormir"],
    "Culebrilla": ["herpes zoster"],
    "Cáncer de mama": ["bulto en el pecho", "cáncer de seno"],
    "Diabetes": ["tengo azúcar", "diabetis"],
    "Prurito": ["picazón en las piernas", "comezon"],
}
ARABIC = {
    "ارتفاع ضغط الدم": ["الضغط العالي", "ضغط الدم المرتفع عند أمي", "أمي عندها الضغط العالي"],
    "نوبة قلبية": ["جلطة القلب", "أزمة قلبية"],
    "سكتة دماغية": ["جلطة في المخ"],
    "حصى الكلى": ["حصوات الكلى", "حصوة الكلية"],
    "أمراض الكلى": ["مرض الكلى", "عندي ألم في كلى"],
    "التهاب المسالك البولية": ["التهاب البول"],
    "ألم البطن": ["وجع البطن", "مغص شديد"],
    "حرقة المعدة": ["حموضة المعدة"],
    "أرق": ["قلة النوم"],
    "صداع نصفي": ["الشقيقة"],
    "سرطان الثدي": ["كتلة في الثدي"],
    "السكري": ["مرض السكر", "داء السكري"],
    "حمى": ["سخونة", "حرارة مرتفعة عند ابني"],
}


@pytest.mark.parametrize(("language", "questions"), [("es", SPANISH), ("ar", ARABIC)])
def test_the_right_page_comes_first_for_the_words_people_use(language, questions):
    for title in questions:
        make_page(title, language=language)

    first = {words: titles(words, language=language)[:1] for some in questions.values() for words in some}

    assert first == {words: [title] for title, some in questions.items() for words in some}
