import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.recording import Broken, anchors_in, verify


class Command(BaseCommand):
    help = "Prove that no entry of the record was changed or taken out. See docs/security.md."

    def add_arguments(self, parser):
        parser.add_argument(
            "--anchors",
            metavar="FILE",
            type=Path,
            action="append",
            default=[],
            help="a text with numbers and seals that were written down elsewhere, such as the log of the portal",
        )

    def handle(self, *, anchors, **options):
        try:
            written = [anchor for file in anchors for anchor in _written_in(file)]
            number, seal = verify(
                written, watch=lambda entries: tqdm(entries, disable=not sys.stderr.isatty(), leave=False)
            )
        except Broken as fault:
            raise CommandError(str(fault)) from None
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {(fault.strerror or str(fault)).lower()}.") from None
        compared = f" {len(set(written))} were compared with what was written down." if anchors else ""
        self.stdout.write(f"All {number} entries are as they were written.{compared} The last is {number}:{seal}")


def _written_in(file):
    with file.open(encoding="utf-8", errors="replace") as lines:
        yield from anchors_in(lines)
