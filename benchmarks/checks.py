"""How long the checks of a page of 20,000 words take: .venv/bin/python -m benchmarks.checks

Prints the time of the processors for pages of three languages, which stays the same on a machine that has other work.
The desk asks for it whenever an editor has not typed for a moment, so a page as long as the longest must take well
below a second; a page of 700 words, which is long for a patient, takes the thirtieth part.
"""

import statistics
import sys
import time
from datetime import date
from pathlib import Path

ROUNDS = 9
WORDS = 20_000
PARAGRAPHS = {
    "en": "Your nurse will tell you how the test is done prior to it. Of 100 people, 14% need a cholecystectomy. "
    "Call us on 2 March 2026, or read <a href='/go/M8R8K82/'>more about it</a>, if it hurts or if you have a fever.",
    "es": "Su enfermera le dirá cómo se hace la prueba. El 14 % de las personas necesita una colecistectomía. "
    "Llame si le duele, si tiene fiebre o cefalea, o si no puede comer ni beber durante la noche.",
    "ar": "ستخبرك الممرضة كيف يُجرى الفحص. يحتاج 14٪ من الناس إلى جراحة. اتصل بنا إذا شعرت بألم أو حرارة في الليل.",
}


def measure(language):
    from articles.checking import Written, WrittenSection, checks_of_words

    paragraph = PARAGRAPHS[language]
    count = WORDS // len(paragraph.split())
    body = f"<p>{paragraph}</p><ul><li>{paragraph}</li></ul>" * (count // 40)
    page = Written(
        language, "A page", "What it is about.", [WrittenSection("text", f"Part {n}", body) for n in range(20)]
    )
    times = []
    for _round in range(ROUNDS):
        began = time.process_time()
        found = checks_of_words(page, on=date(2026, 3, 3), terms=["biopsy", "fever of the night"])
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times), len(found)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.environment import become_the_tests

    become_the_tests()
    import django

    django.setup()
    for language in PARAGRAPHS:
        median, found = measure(language)
        print(f"{language}: {median:.0f} ms for {WORDS:,} words, {found} checks")
