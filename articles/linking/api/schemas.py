"""The shapes of the answers, in JSON Schema as OpenAPI 3.1 has it."""

from django.conf import settings

from articles.following import STATES
from articles.models import Happened, Kind, State, TakenAway

TEXT = {"type": "string"}
ADDRESS = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
DAY = {"type": ["string", "null"], "format": "date"}
YES_OR_NO = {"type": "boolean"}
NUMBER = {"type": "integer", "minimum": 0}
LANGUAGE = {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}
CODE = {"type": "string", "pattern": "^[0-9A-Z]{7}$", "description": "The code of the article: it never changes."}
MOST_LINKS, LONGEST_LINK = 1000, 2000
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Of the released words."}


def thing(required, /, **properties):
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def many(schema):
    return {"type": "array", "items": schema}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


TYPE = {"@context": TEXT, "@type": TEXT, "@id": ADDRESS}
PERSON = thing(["name"], name=TEXT, jobTitle=TEXT)
TOPIC = {"identifier": TEXT, "name": TEXT, "url": ADDRESS}
IN_WORDS = {
    "identifier": CODE,
    "url": {**ADDRESS, "description": "The page for people: link here."},
    "name": TEXT,
    "description": TEXT,
    "inLanguage": LANGUAGE,
    "version": {**NUMBER, "description": "The number of the edition."},
    "edition": {**ADDRESS, "description": "These very words, for ever."},
    "dateModified": {**MOMENT, "description": "From when on patients read these words."},
    "lastReviewed": {**DAY, "description": "When a clinician last checked all of it."},
    "reviewDue": {**DAY, "description": "When the next check is due."},
    "isReviewOverdue": {**YES_OR_NO, "description": "Whether that day has passed. Tell your readers if it has."},
    "author": many(PERSON),
    "reviewedBy": many(PERSON),
    "about": many(
        thing(
            ["codeValue", "codingSystem"],
            **TYPE,
            codeValue=TEXT,
            codingSystem=TEXT,
            codingSystemOid=TEXT,
            name=TEXT,
        )
    ),
    "topics": many(thing(["identifier", "name", "url"], **TOPIC)),
    "changeNote": {**TEXT, "description": "What changed since the edition before, for patients."},
    "isSafetyChange": YES_OR_NO,
    "isSample": {**YES_OR_NO, "description": "Words that must be checked locally before use."},
    "sha256": SHA256,
    "creditText": {**TEXT, "description": "How to name us: show it beside the words."},
    "hasPart": many(ref("Section")),
    "citation": many(thing(["name"], name=TEXT, publisher=TEXT, url=TEXT)),
}
LIST = {"@context": TEXT, "total": NUMBER, "page": NUMBER, "pages": NUMBER, "next": ADDRESS, "previous": ADDRESS}


def listing(name):
    return thing(["items"], **LIST, items=many(ref(name)))


SCHEMAS = {
    "Article": thing(
        ["@id", "identifier", "url"],
        **TYPE,
        **IN_WORDS,
        alternateName=many(TEXT),
        datePublished={**MOMENT, "description": "Of the first edition."},
        translations=many(ref("Translation")),
    ),
    "Translation": thing(
        ["@id", "identifier", "url", "inLanguage"],
        **TYPE,
        identifier=CODE,
        url=ADDRESS,
        name=TEXT,
        inLanguage=LANGUAGE,
        isOriginal=YES_OR_NO,
    ),
    "Section": thing(
        ["kind", "name", "text"],
        **TYPE,
        kind={"type": "string", "enum": Kind.values},
        name={**TEXT, "description": "The heading. It may be empty."},
        url=ADDRESS,
        text={**TEXT, "description": "HTML with headings from h3 on, lists, tables and links, and nothing that runs."},
        risk=thing(["count", "of"], count=NUMBER, of=NUMBER),
        image=thing(["url", "alternateText"], **TYPE, url=ADDRESS, alternateText=TEXT),
    ),
    "ArticleList": listing("Article"),
    "Edition": thing(
        ["@id", "identifier", "url", "state"],
        **TYPE,
        **IN_WORDS,
        state={"type": "string", "enum": State.values},
        withdrawal=thing(["from", "reason"], **{"from": MOMENT}, reason=TEXT),
    ),
    "EditionRow": thing(
        ["@id", "url", "version", "state"],
        **TYPE,
        url=ADDRESS,
        version=NUMBER,
        state={"type": "string", "enum": State.values},
        dateModified=MOMENT,
        changeNote=TEXT,
        isSafetyChange=YES_OR_NO,
        sha256=SHA256,
    ),
    "EditionList": listing("EditionRow"),
    "Topic": thing(
        ["identifier", "name"],
        **TYPE,
        **TOPIC,
        inLanguage=LANGUAGE,
        description=TEXT,
        articles={**NUMBER, "description": "How many there are to read."},
    ),
    "TopicList": listing("Topic"),
    "GlossaryTerm": thing(
        ["identifier", "name", "description"],
        **TYPE,
        identifier=TEXT,
        name=TEXT,
        alternateName=many(TEXT),
        description=TEXT,
        inLanguage=LANGUAGE,
    ),
    "GlossaryList": listing("GlossaryTerm"),
    "Change": thing(
        ["number", "change", "at", "article", "identifier", "version"],
        number=NUMBER,
        change={"type": "string", "enum": Happened.values},
        at=MOMENT,
        article=ADDRESS,
        identifier=CODE,
        url=ADDRESS,
        inLanguage=LANGUAGE,
        version=NUMBER,
        isSafetyChange=YES_OR_NO,
        changeNote=TEXT,
        reason={**TEXT, "description": "Why it was taken away, for patients."},
    ),
    "Changes": thing(
        ["cursor", "hasMore", "items"],
        **TYPE,
        cursor=TEXT,
        hasMore=YES_OR_NO,
        next=ADDRESS,
        items=many(ref("Change")),
    ),
    "Links": thing(
        ["links"],
        links={
            "type": "array",
            "maxItems": MOST_LINKS,
            "items": {"type": "string", "maxLength": LONGEST_LINK},
            "description": "Addresses of pages and packs, whole or from the first stroke on, or codes, with an edition "
            "or not.",
            "examples": [["K52-V6XC", "K52V6XC/2", "/articles/biopsy/", "/packs/H83NVKJ/"]],
        },
    ),
    "LinkStates": thing(
        ["total", "items"],
        **{"@context": TEXT},
        total=NUMBER,
        counts=thing([], **dict.fromkeys(STATES, NUMBER)),
        items=many(ref("LinkState")),
    ),
    "LinkState": thing(
        ["link", "state"],
        link={**TEXT, "description": "As it was sent."},
        state={
            "type": "string",
            "enum": list(STATES),
            "description": "live: leads to what patients read now. moved: still leads there, but the page has another "
            "address. outdated: names an edition that is not the newest, or is a pack in which a page is outdated or "
            "gone. gone: withdrawn or recalled, or a pack that is given no more. unknown: no page of ours.",
        },
        identifier=CODE,
        name=TEXT,
        inLanguage=LANGUAGE,
        url={**ADDRESS, "description": "The page as patients read it now: link here. Missing if there is none."},
        version={**NUMBER, "description": "The number of the newest edition, or of the newest version of a pack."},
        isRetired={**YES_OR_NO, "description": "Of a pack: the clinic gives it no more."},
        pages={**many(ref("LinkState")), "description": "Of a pack: each page of it that is outdated or gone."},
        isSafetyChange={
            **YES_OR_NO,
            "description": "Of what is outdated: a later edition changed a matter of safety, or a page of the pack was "
            "recalled.",
        },
        isReviewOverdue=YES_OR_NO,
        kind={"type": "string", "enum": TakenAway.values},
        reason={**TEXT, "description": "Why it was taken away, for patients."},
        replacement={**ADDRESS, "description": "What to read instead."},
    ),
    "About": thing(
        ["name", "attribution", "refresh"],
        **TYPE,
        name=TEXT,
        url=ADDRESS,
        inLanguage=many(LANGUAGE),
        description=ADDRESS,
        documentation=ADDRESS,
        operations={"type": "object", "additionalProperties": TEXT},
        attribution=thing(["required", "field"], required=YES_OR_NO, field=TEXT, rule=TEXT),
        refresh=thing(["maxAge", "changes"], maxAge=TEXT, recalls=TEXT, changes=ADDRESS, rule=TEXT),
    ),
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status"],
        "description": "Problem details (RFC 9457).",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": NUMBER,
            "detail": TEXT,
            "parameter": {**TEXT, "description": "Which parameter is wrong."},
            "kind": {"type": "string", "enum": ["withdrawn", "recalled"]},
            "reason": {**TEXT, "description": "Why it was taken away, for patients."},
            "replacement": {**ADDRESS, "description": "What to read instead."},
        },
    },
}
