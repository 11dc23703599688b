"""How much is too much. A whole hospital may ask from one address, so this stops programs and nobody else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    name: str
    most: int
    seconds: int


LIMITS = {
    one.name: one
    for one in [
        Limit("search", 240, 60),
        Limit("suggestions", 1200, 60),
        Limit("feedback", 60, 3600),
        Limit("api", 1200, 60),
        Limit("links", 120, 60),
        Limit("infobutton", 1200, 60),
        Limit("pdf", 120, 60),
        Limit("verify", 240, 60),
        Limit("sign-in", 60, 600),
        Limit("reports", 120, 60),
    ]
}
