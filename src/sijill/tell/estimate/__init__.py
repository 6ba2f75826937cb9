"""An estimate told: a page in both languages, its pictures, and the files from which others work it out again."""

from sijill.tell.estimate.drawing import Picture
from sijill.tell.estimate.overlaps import overlaps
from sijill.tell.estimate.ranges import sensitivity, strata
from sijill.tell.estimate.spread import spread

__all__ = ["Picture", "overlaps", "sensitivity", "spread", "strata"]
