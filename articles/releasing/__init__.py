"""What may be done to an article, and what stands in the way: one verb for one thing an editor would say."""

from .approval import approve, approved_by, needs_approval_afterwards, send_back
from .commenting import answer, comment
from .draft import begin_article, draft_next_edition, note_address, note_writer, throw_away
from .inviting import invite_expert, revoke
from .obstacles import obstacles_beside_words, obstacles_in_words, obstacles_to_approval, obstacles_to_release
from .packs import MadeMeanwhile, pages_of, put_together, retire
from .refusals import DraftInTheWay, NotReady, Refused
from .release import release, release_imported, unschedule
from .review import record_review, set_review_due
from .sending import approvers_of, open_request, progress_of, send_for_approval, standing_return
from .withdraw import lift, withdraw

__all__ = [
    "DraftInTheWay",
    "MadeMeanwhile",
    "NotReady",
    "Refused",
    "answer",
    "approve",
    "approved_by",
    "approvers_of",
    "begin_article",
    "comment",
    "draft_next_edition",
    "invite_expert",
    "lift",
    "needs_approval_afterwards",
    "note_address",
    "note_writer",
    "obstacles_beside_words",
    "obstacles_in_words",
    "obstacles_to_approval",
    "obstacles_to_release",
    "open_request",
    "pages_of",
    "progress_of",
    "put_together",
    "record_review",
    "release",
    "release_imported",
    "retire",
    "revoke",
    "send_back",
    "send_for_approval",
    "set_review_due",
    "standing_return",
    "throw_away",
    "unschedule",
    "withdraw",
]
