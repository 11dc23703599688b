"""What is deleted once its time is over, and what is told and forgotten of somebody who worked at the desk."""

from .expiring import RULES, Rule, forget_expired
from .people import CannotForget, forget_person, told_of_person

__all__ = ["RULES", "CannotForget", "Rule", "forget_expired", "forget_person", "told_of_person"]
