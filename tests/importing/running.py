"""Files for the importing room, and an import as a test starts it."""

import io
import zipfile

from articles.importing import Wishes, import_paths
from articles.models import Edition
from tests.makers import NOON, make_user

SEED = """living with a wheeze

Release time :Dec-25,2024

A wheeze is a whistling sound when you breathe. It has many causes.

Firstly, the airways may be narrow & sore; "tight" is the word. Secondly, something <small> may be stuck.

See a doctor if it lasts."""

MARKDOWN = """---
title: {title}
slug: {slug}
release_date: 2025-03-03
---

You rest. Then you sleep.
"""


def markdown(title="Asthma", slug="asthma", body="You rest.", **facts):
    front_matter = "".join(f"{key}: {value}\n" for key, value in {"title": title, "slug": slug, **facts}.items())
    return f"---\n{front_matter}---\n\n{body}\n"


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def run(*paths, **wishes):
    """The Report of an import at NOON."""
    return import_paths(paths, Wishes(now=NOON, **wishes))


def release(*paths, **wishes):
    return run(*paths, is_release=True, **{"by": make_user(), **wishes})


def outcomes(report):
    return {str(outcome): count for outcome, count in report.outcomes.items()}


def only_edition():
    return Edition.objects.with_words().get()


def bodies(edition):
    return [section.body for section in edition.sections.all()]


def zipped(files, **options):
    """The bytes of a .zip, or of anything that is one, such as a Word file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()
