"""What the search is compared with: FTS5 as it comes, with Porter's stems, over title, names and text."""

import re
import sqlite3


class PlainSearch:
    def __init__(self, pages):
        """pages: (key, title, names, text)"""
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE VIRTUAL TABLE pages USING fts5(title, names, text, tokenize='porter unicode61')")
        self.database.executemany("INSERT INTO pages(rowid, title, names, text) VALUES (?, ?, ?, ?)", pages)

    def any_word(self, question):
        return self._best(question, " OR ")

    def all_words(self, question):
        return self._best(question, " AND ")

    def _best(self, question, between):
        wanted = between.join(f'"{word}"' for word in re.findall(r"[^\W_]+", question))
        statement = "SELECT rowid FROM pages WHERE pages MATCH ? ORDER BY bm25(pages) LIMIT 20"
        return [key for (key,) in self.database.execute(statement, [wanted])]
