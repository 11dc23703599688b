"""The one way out to other machines: a name is looked up once, and what it stands for is what is connected to.

So nothing that somebody writes at the desk makes the portal knock at machines that only it can reach, and a name cannot
come to mean another machine between the question and the connection.
"""

from .places import NoSuchName, is_public, places_of
from .straight import Straight

__all__ = ["NoSuchName", "Straight", "is_public", "places_of"]
