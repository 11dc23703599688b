"""The packs on somebody's first page: those that need a look first."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from articles.models import Clinic, InformationPack, Receiver, RegisteredLink, packs_to_look_at

SHOWN = 8


@dataclass(frozen=True)
class PacksOnDesk:
    clinics: list[Clinic]
    count: int  # of those that need a look
    to_look_at: list[InformationPack]
    others: list[InformationPack]
    untold: list[Clinic]  # that use pages, and nobody of them is told when one is recalled


def packs_on_desk(user, moment) -> PacksOnDesk | None:
    """None for who looks after no clinic. Who sets clinics up sees here only those of their own."""
    clinics = list(Clinic.objects.filter(managers=user)) if user.has_perm("articles.change_informationpack") else []
    if not clinics:
        return None
    mine = InformationPack.objects.in_use_at(moment).filter(clinic__in=clinics)
    mine = mine.select_related("clinic").prefetch_related("versions").order_by("-pk")
    pressing = mine.filter(pk__in=packs_to_look_at(moment).order_by().values("pk"))
    others = mine.exclude(pk__in=pressing.order_by().values("pk"))
    untold = list(_untold(clinics, moment))
    return PacksOnDesk(clinics, pressing.count(), list(pressing[:SHOWN]), list(others[:SHOWN]), untold)


def _untold(clinics, moment):
    own = {"clinic": OuterRef("pk")}
    packs, links = InformationPack.objects.in_use_at(moment).filter(**own), RegisteredLink.objects.filter(**own)
    using = Clinic.objects.filter(Exists(packs) | Exists(links), pk__in=[one.pk for one in clinics])
    return using.filter(~Exists(Receiver.objects.in_use().filter(**own)))
