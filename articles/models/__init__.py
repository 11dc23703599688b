"""What the portal keeps."""

from .about import AboutPage, site_name
from .approving import ApprovalRequest, standing_returns
from .article import Article, OtherName, PastAddress, ReleasedWordsNeverChange, TranslationGroup, address_of_article
from .belongings import OF_TERM, belongings_of, keep_people, keep_related
from .clinic import Clinic
from .clock import day_of, end_of, in_utc, start_of
from .code import codes_near, is_code, normal_code, spoken_code
from .coding import CodeSystem, normal_clinical_code, with_ancestors
from .comments import LONGEST_COMMENT, Comment, CommentAnswer
from .csp_reports import CspReport
from .deeds import Deed, Done, NeverAltered
from .edition import RELEASE_FACTS, Edition
from .events import Approval, ImportedFile, Return, Review, TakenAway, Withdrawal
from .experts import LONGEST_NAME, ExpertLink, Outcome, Verdict, digest_of
from .feedback import Feedback
from .fingerprint import canonical, fingerprint, words_of, words_with
from .html import clean_html, plain_text
from .image import Image
from .journal import Happened, PublicEvent
from .links import Link, LinkPlace
from .movement import THE_NUMBER, Movement, gather_moves, number_of_all_recorded
from .originals import NewsOfOriginal, news_among, news_of_original
from .outside import OutsideIdentity
from .packed import PackedPage, contents_of, fingerprint_of_pack, met_on, pages_at
from .packs import InformationPack, PackVersion, PageInPack, packs_to_look_at
from .people import Contributor, Credit, Part, Source
from .pictures import BadPicture
from .purges import Purge
from .readability import Readability
from .receipts import ReceiptCount
from .recorded import BEFORE_THE_FIRST, Recorded, What
from .register import Delivery, News, Notice, Receiver, RegisteredLink, Way
from .reminders import Reminder
from .search import EmergencyAnswer, SearchKnowledge, SearchPin, SearchSynonym
from .search_index import SearchBeginning, SearchDocument, SearchWord
from .searches import RareSearch, SearchCount, SearchInVain, SearchPeriod
from .section import Kind, Section, free_anchor
from .shelves import ClinicalCode, GlossaryTerm, PastTopicAddress, Topic
from .state import Change, Progress, State
from .unanswered import UnansweredCode
from .waiting import without_waiting
from .writing import OpenDraft, WorkingCopy

__all__ = [
    "BEFORE_THE_FIRST",
    "LONGEST_COMMENT",
    "LONGEST_NAME",
    "OF_TERM",
    "RELEASE_FACTS",
    "THE_NUMBER",
    "AboutPage",
    "Approval",
    "ApprovalRequest",
    "Article",
    "BadPicture",
    "Change",
    "Clinic",
    "ClinicalCode",
    "CodeSystem",
    "Comment",
    "CommentAnswer",
    "Contributor",
    "Credit",
    "CspReport",
    "Deed",
    "Delivery",
    "Done",
    "Edition",
    "EmergencyAnswer",
    "ExpertLink",
    "Feedback",
    "GlossaryTerm",
    "Happened",
    "Image",
    "ImportedFile",
    "InformationPack",
    "Kind",
    "Link",
    "LinkPlace",
    "Movement",
    "NeverAltered",
    "News",
    "NewsOfOriginal",
    "Notice",
    "OpenDraft",
    "OtherName",
    "Outcome",
    "OutsideIdentity",
    "PackVersion",
    "PackedPage",
    "PageInPack",
    "Part",
    "PastAddress",
    "PastTopicAddress",
    "Progress",
    "PublicEvent",
    "Purge",
    "RareSearch",
    "Readability",
    "ReceiptCount",
    "Receiver",
    "Recorded",
    "RegisteredLink",
    "ReleasedWordsNeverChange",
    "Reminder",
    "Return",
    "Review",
    "SearchBeginning",
    "SearchCount",
    "SearchDocument",
    "SearchInVain",
    "SearchKnowledge",
    "SearchPeriod",
    "SearchPin",
    "SearchSynonym",
    "SearchWord",
    "Section",
    "Source",
    "State",
    "TakenAway",
    "Topic",
    "TranslationGroup",
    "UnansweredCode",
    "Verdict",
    "Way",
    "What",
    "Withdrawal",
    "WorkingCopy",
    "address_of_article",
    "belongings_of",
    "canonical",
    "clean_html",
    "codes_near",
    "contents_of",
    "day_of",
    "digest_of",
    "end_of",
    "fingerprint",
    "fingerprint_of_pack",
    "free_anchor",
    "gather_moves",
    "in_utc",
    "is_code",
    "keep_people",
    "keep_related",
    "met_on",
    "news_among",
    "news_of_original",
    "normal_clinical_code",
    "normal_code",
    "number_of_all_recorded",
    "packs_to_look_at",
    "pages_at",
    "plain_text",
    "site_name",
    "spoken_code",
    "standing_returns",
    "start_of",
    "with_ancestors",
    "without_waiting",
    "words_of",
    "words_with",
]
