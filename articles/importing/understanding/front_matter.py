"""The block between the two ``---`` lines: YAML, read as plain words with the line each stands on."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

import yaml
from django.utils.translation import gettext as _

from articles.models.plain_words import fault_in_name

from .dates import NoDay, parse_day, parse_moment
from .document import BadFile

LIMIT = 64 * 1024

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

_LINE_END = re.compile(r"\s*\n\s*")


class _PlainWords(yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader):
    """Every scalar stays the words that were written: ``0012`` is no number, ``no`` is no falsehood."""


def split(text: str):
    """The front matter of ``text`` (None where there is none), its body, and the line the body begins on."""
    found = _BLOCK.match(text)
    if not found:
        if text.startswith("---\n"):
            raise BadFile(_("The front matter does not end: put a line with --- below it."), 1)
        return None, text, 1
    return found[1], text[found.end() :], text.count("\n", 0, found.end()) + 1


@dataclass
class Values:
    """The keys of a mapping, each with its line, handed out in the shape that is asked for."""

    values: dict
    lines: dict
    first_line: int = 2
    nodes: dict = field(default_factory=dict)  # of each key, what YAML made of its value

    @classmethod
    def read(cls, block: str):
        if len(block) > LIMIT:
            raise BadFile(_("The front matter is longer than 64 kB."), 2)
        try:
            if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(block, Loader=_PlainWords)):
                raise BadFile(_("Front matter cannot refer to itself with & and *: write the words out."), 2)
            node = yaml.compose(block, Loader=_PlainWords)
            values = yaml.load(block, Loader=_PlainWords)
        except (yaml.YAMLError, RecursionError, TypeError) as fault:
            mark, last_line = getattr(fault, "problem_mark", None), block.rstrip().count("\n")
            line = min(mark.line, last_line) + 2 if mark else 2
            raise BadFile(_("The front matter cannot be read as YAML."), line) from None
        if node is None:
            return cls({}, {})
        if not isinstance(values, dict):
            raise BadFile(_("The front matter must be lines such as “title: Asthma”."), 2)
        return cls._of(values, node)

    @classmethod
    def _of(cls, values, node):
        lines, nodes = {}, {}
        for key, value in node.value:
            if key.value in lines:
                raise BadFile(_("“%(key)s” stands there twice.") % {"key": key.value}, key.start_mark.line + 2)
            lines[key.value], nodes[key.value] = key.start_mark.line + 2, value
        return cls(values, lines, node.start_mark.line + 2, nodes)

    def fault(self, key, sentence):
        return BadFile(sentence, self.lines.get(key, self.first_line))

    def require_known(self, known):
        """Refuses slips of the pen; returns a note for each key that is simply not ours."""
        notes = []
        for key in self.values:
            if key in known:
                continue
            if close := get_close_matches(key, known, n=1, cutoff=0.8):
                raise self.fault(
                    key, _("“%(key)s” is not a key. Did you mean “%(close)s”?") % {"key": key, "close": close[0]}
                )
            notes.append(_("“%(key)s” was passed over: it is not one of our keys.") % {"key": key})
        return notes

    def text(self, key, limit=None, is_one_line=True):
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.fault(key, _("“%(key)s” must be one line of text.") % {"key": key})
        if fault_in_name(value):
            raise self.fault(key, _("“%(key)s” holds a control character that no text should hold.") % {"key": key})
        value = value.strip()
        if is_one_line:
            value = _LINE_END.sub(" ", value)
        if limit and len(value) > limit:
            raise self.fault(
                key,
                _("“%(key)s” has %(count)s characters; it may have %(limit)s.")
                % {"key": key, "count": len(value), "limit": limit},
            )
        return value

    def texts(self, key, limit=200):
        texts = [Values({key: item}, self.lines, self.first_line).text(key, limit) for item in self._items(key)]
        return [text for text in texts if text]

    def truth(self, key):
        value = self.text(key).lower()
        if value in {"", "false", "no"}:
            return False
        if value in {"true", "yes"}:
            return True
        raise self.fault(key, _("“%(key)s” must be true or false.") % {"key": key})

    def number(self, key):
        value = self.text(key)
        if not value:
            return None
        if not re.fullmatch(r"[1-9]\d{0,5}", value):
            raise self.fault(key, _("“%(key)s” must be a whole number from 1 on.") % {"key": key})
        return int(value)

    def day(self, key):
        return self._dated(key, parse_day)

    def moment(self, key):
        return self._dated(key, parse_moment)

    def one_of(self, key, choices, default):
        value = self.text(key) or default
        if value not in choices:
            raise self.fault(
                key, _("“%(key)s” must be one of: %(choices)s.") % {"key": key, "choices": ", ".join(choices)}
            )
        return value

    def mappings(self, key, shorthand, known):
        """A list of mappings with ``known`` keys as Values; a plain text stands for one with that ``shorthand`` key."""
        return [self._entry(key, number, item, shorthand, known) for number, item in enumerate(self._items(key))]

    def _entry(self, key, number, item, shorthand, known):
        if isinstance(item, str):
            return Values({shorthand: item}, {}, self.lines.get(key, self.first_line))
        if not isinstance(item, dict):
            raise self.fault(key, _("“%(key)s” must be a list of texts or of {…} entries.") % {"key": key})
        entry = Values._of(item, self.nodes[key].value[number])
        for name in item:
            if name not in known:
                told = {"name": name, "key": key, "known": ", ".join(known)}
                raise entry.fault(
                    name, _("“%(name)s” is not a key of an entry in “%(key)s”. It may have: %(known)s.") % told
                )
        return entry

    def _items(self, key):
        value = self.values.get(key, [])
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",")] if value else []
        if not isinstance(value, list):
            raise self.fault(key, _("“%(key)s” must be a list.") % {"key": key})
        return value

    def _dated(self, key, parse):
        value = self.text(key)
        try:
            return parse(value) if value else None
        except NoDay as fault:
            raise self.fault(key, str(fault)) from None
