"""Which of our addresses a clinic uses, and what it was told about them. Where a link stands is derived."""

import base64
import secrets

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .article import Article
from .clinic import Clinic
from .constraints import both_or_neither, not_blank, one_of, one_of_both
from .edition import Edition
from .fields import language_field, user_field
from .journal import PublicEvent
from .packs import InformationPack, PackVersion


class RegisteredLink(models.Model):
    """An address or a code that stands on the clinic's own pages or papers."""

    clinic = models.ForeignKey(Clinic, verbose_name=_("clinic"), on_delete=models.CASCADE, related_name="links")
    written = models.CharField(_("address or code"), max_length=500)
    # What it leads to: an article or a pack, and the edition or the version of it that it names.
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.PROTECT, related_name="links", null=True, blank=True
    )
    pack = models.ForeignKey(
        InformationPack, verbose_name=_("pack"), on_delete=models.PROTECT, related_name="links", null=True, blank=True
    )
    number = models.PositiveIntegerField(_("edition"), null=True, blank=True)
    registered_by = user_field(_("registered by"))
    registered_at = models.DateTimeField(_("registered at"))

    class Meta:
        verbose_name = _("registered link")
        verbose_name_plural = _("links that clinics use")
        ordering = ["clinic", "written"]
        constraints = [
            UniqueConstraint(fields=["clinic", "written"], name="link_once_per_clinic"),
            not_blank("written"),
            one_of_both("article", "pack"),
        ]

    def __str__(self):
        return self.written


class Way(models.TextChoices):
    MAIL = "mail", _("E-mail")
    WEBHOOK = "webhook", _("Webhook: a program of the clinic is told")


def new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


class ReceiverQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(stopped_at=None, confirmed_at__isnull=False)


class Receiver(models.Model):
    """Where a clinic is told that one of its links has changed."""

    clinic = models.ForeignKey(Clinic, verbose_name=_("clinic"), on_delete=models.CASCADE, related_name="receivers")
    way = models.CharField(_("way"), max_length=7, choices=Way)
    address = models.CharField(_("e-mail or web address"), max_length=500)
    language = language_field(help_text=_("In which mails are written."))
    secret = models.CharField(max_length=60, default=new_secret, editable=False)
    registered_by = user_field(_("registered by"), editable=False)
    registered_at = models.DateTimeField(_("registered at"), editable=False)
    # Nothing goes to an address before whoever reads there has said that it may. A program says so by its answers.
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("stopped at"), null=True, editable=False)
    # By whoever reads there, with the link in a mail. Else a manager did it.
    stopped_there = models.BooleanField(default=False, db_default=False, editable=False)

    objects = ReceiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("receiver of notices")
        verbose_name_plural = _("receivers of notices")
        ordering = ["clinic", "way", "address"]
        constraints = [
            UniqueConstraint(
                fields=["clinic", "address"], condition=Q(stopped_at=None), name="receiver_in_use_once_per_clinic"
            ),
            one_of("way", Way.values),
            not_blank("address"),
            CheckConstraint(
                condition=Q(way=Way.MAIL) | Q(confirmed_at__isnull=False), name="receiver_program_needs_no_confirmation"
            ),
            CheckConstraint(
                condition=Q(stopped_there=False) | Q(stopped_at__isnull=False),
                name="receiver_stopped_there_at_a_moment",
            ),
        ]

    def __str__(self):
        return self.address

    @staticmethod
    def told_at(path):
        """The condition that there is one in use at the end of ``path``."""
        return Q(**{f"{path}__stopped_at": None, f"{path}__confirmed_at__isnull": False})


class News(models.TextChoices):
    CHANGED = "changed", _("A new edition was released")
    LAPSED = "lapsed", _("Its check is overdue")
    MOVED = "moved", _("It has another address")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECALLED = "recalled", _("Recalled: unsafe")
    RESTORED = "restored", _("Patients may read it again")
    REPACKED = "repacked", _("The pack has a new version")
    RETIRED = "retired", _("The pack is handed out no more")


class NoticeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, given_up_at=None)


class Notice(models.Model):
    """What one receiver is told once. What it says is told anew at each try, so that it is never out of date.

    It is about an edition of an article, or about a version of a pack.
    """

    receiver = models.ForeignKey(Receiver, verbose_name=_("receiver"), on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=100)
    news = models.CharField(_("news"), max_length=9, choices=News)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="+", null=True
    )
    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="+", null=True
    )
    version = models.ForeignKey(
        PackVersion, verbose_name=_("version of a pack"), on_delete=models.CASCADE, related_name="+", null=True
    )
    event = models.ForeignKey(PublicEvent, on_delete=models.CASCADE, related_name="notices", null=True)
    at = models.DateTimeField(_("happened at"))
    made_at = models.DateTimeField(_("noticed at"))
    # When it is tried next. Whoever moves this hour forward holds the notice for as long.
    due_at = models.DateTimeField(_("to be sent at"), db_index=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices to clinics")
        ordering = ["-at", "-pk"]
        constraints = [
            UniqueConstraint(fields=["receiver", "key"], name="notice_once_per_receiver"),
            one_of("news", News.values),
            CheckConstraint(condition=Q(sent_at=None) | Q(given_up_at=None), name="notice_sent_or_given_up"),
            both_or_neither("article", "edition"),
            one_of_both("article", "version"),
        ]

    def __str__(self):
        return f"{self.edition or self.version}: {self.get_news_display()}"

    @property
    def used(self):
        """What the clinic uses: the article, or the pack."""
        return self.article or self.version.pack


class Delivery(models.Model):
    """One try to tell it, and what came of it."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    at = models.DateTimeField(_("tried at"))
    outcome = models.CharField(_("outcome"), max_length=200)
    has_arrived = models.BooleanField(_("arrived"), default=False)

    class Meta:
        verbose_name = _("try")
        verbose_name_plural = _("tries")
        ordering = ["at", "pk"]

    def __str__(self):
        return self.outcome
