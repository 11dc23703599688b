from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import ClinicalCode, CodeSystem
from articles.searching import index

LONGEST = 6  # characters without the dot; the seventh only tells which visit or which eyelid it is


class Command(BaseCommand):
    help = (
        "Put the names of ICD-10-CM into the table of clinical codes, so that editors choose them by typing. Names "
        "that are there stay. It needs the package simple-icd-10-cm, which nothing else of the portal does."
    )

    def handle(self, **options):
        names = names_of_icd10cm()
        with transaction.atomic():
            there = {one.code: one for one in ClinicalCode.objects.filter(system=CodeSystem.ICD10CM)}
            new = [
                ClinicalCode(system=CodeSystem.ICD10CM, code=code, name=name)
                for code, name in names.items()
                if code not in there
            ]
            ClinicalCode.objects.bulk_create(new, batch_size=1000)
            nameless = [one for code, one in there.items() if not one.name and code in names]
            for one in nameless:
                one.name = names[one.code]
            ClinicalCode.objects.bulk_update(nameless, ["name"], batch_size=500)
            index({article for one in nameless for article in one.articles.all()})
        self.stdout.write(f"{len(new)} codes of ICD-10-CM are new, {len(nameless)} were given their name.")


def names_of_icd10cm() -> dict[str, str]:
    try:
        import simple_icd_10_cm as icd
    except ImportError:
        raise CommandError(
            "Install the package first: .venv/bin/pip install simple-icd-10-cm==1.5.0 (docs/operators.md)."
        ) from None
    codes = (code for code in icd.get_all_codes(True) if icd.is_category_or_subcategory(code))
    return {code: icd.get_description(code)[:250] for code in codes if len(code.replace(".", "")) <= LONGEST}
