"""Shapes that several models' constraints share."""

from django.db.models import CheckConstraint, Q


def both_or_neither(first: str, second: str, message: str | None = None) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=f"%(class)s_{first}_with_{second}",
        violation_error_message=message,
    )


def one_of_both(first: str, second: str) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": False})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": True}),
        name=f"%(class)s_{first}_or_{second}",
    )


def not_blank(field: str) -> CheckConstraint:
    return CheckConstraint(condition=~Q(**{field: ""}), name=f"%(class)s_{field}_not_blank")


def one_of(field: str, choices) -> CheckConstraint:
    return CheckConstraint(condition=Q(**{f"{field}__in": choices}), name=f"%(class)s_{field}_known")
