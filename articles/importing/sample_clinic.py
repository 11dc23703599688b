"""One clinic that does not exist, and what it hands out, so that a new portal shows a pack."""

from articles.models import Article, Clinic, InformationPack
from articles.releasing import put_together

PAGES = ["having-a-breast-biopsy", "chemotherapy-for-breast-cancer", "infection-during-chemotherapy"]


def load_sample_clinic(*, by, now):
    """The pack follows those of its pages that the sample has. The numbers are kept free for stories (Ofcom)."""
    clinic = Clinic.objects.create(
        name="Example breast clinic",
        slug="example-breast-clinic",
        phone="01632 960001",
        email="clinic@example.org",
        address="Example hospital, second floor\n1 High Street, Northtown",
        opening_hours="Monday to Friday, 8 am to 6 pm",
        emergency_line="If you have a fever during chemotherapy, call 01632 960999 at once, day or night.",
        languages=["en", "es"],
        is_example=True,
    )
    clinic.managers.add(by)
    pages = [(article, None) for article in Article.objects.filter(language="en", slug__in=PAGES, is_sample=True)]
    pages.sort(key=lambda page: PAGES.index(page[0].slug))
    if pages:
        note = "Read the first page before your biopsy. Keep this pack near the telephone while you have chemotherapy."
        pack = InformationPack.objects.create(clinic=clinic, language="en")
        put_together(pack, title="Your tests and chemotherapy", note=note, pages=pages, by=by, at=now)
