"""The stylesheet is kept as one file for each part, and delivered as one file in all: one request, not fifteen."""

import re

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = ("css/portal.css", "css/other_pages.css")
_IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>\w+)\);')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def in_one_piece(read, stylesheet=STYLESHEETS[0]) -> str:
    """``stylesheet`` with each file that it imports put in its place.

    read: gives the text of a file by its name, such as ``css/base.css``
    """
    text = _IMPORT.sub(lambda found: f"@layer {found['layer']} {{\n{read('css/' + found['file'])}}}", read(stylesheet))
    return re.sub(r"\n\s*", "\n", _COMMENT.sub("", text)).lstrip()


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Puts the stylesheet together at ``collectstatic``. Elsewhere the browser follows the imports itself."""

    support_js_module_import_aggregation = True  # one module names another as it is called once collected

    def post_process(self, paths, dry_run=False, **options):
        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        memory = InMemoryStorage()
        for stylesheet in () if dry_run else STYLESHEETS:
            if stylesheet in paths:
                memory.save(stylesheet, ContentFile(in_one_piece(read, stylesheet).encode()))
                paths[stylesheet] = (memory, stylesheet)
        yield from super().post_process(paths, dry_run, **options)

    def compress_files(self, paths):
        """Only under the names that pages use, which tell their content: nobody asks for the others."""
        return super().compress_files(set(paths) & set(self.hashed_files.values()))
