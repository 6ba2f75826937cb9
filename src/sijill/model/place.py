"""Places: what a gazetteer knows, and where a text names one. A place is geography; a *locator* is elsewhere."""

import dataclasses
import enum


class PlaceKind(enum.Enum):
    """What a place is. A text names some kinds only with their word (مخيم، سجن، فرع), since the name is another's too."""

    COUNTRY = "country"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    AREA = "area"
    """A stretch of land with a name and no borders: الغوطة الشرقية."""
    LOCALITY = "locality"
    QUARTER = "quarter"
    CAMP = "camp"
    DETENTION = "detention site"
    SITE = "site"
    """An airport, a hospital, a square."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a gazetteer, its names as written there."""

    id: str
    """A P-code (SY02), or the source's own number behind its name (wof:85632413, hand:eastern-ghouta)."""
    kind: PlaceKind
    arabic: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    governorate: str = ""
    """P-code of the governorate; empty where the source does not say, or outside the country."""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    """0 where the source does not say."""
    source: str = ""

    def name(self, language: str) -> str:
        """Return the name to show: the first in the script of ``language``, else the first there is."""
        first, second = (self.arabic, self.latin) if language == "ar" else (self.latin, self.arabic)
        return next(iter((*first, *second)), self.id)


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean."""

    place: Place
    score: float
    """Share among the candidates of this mention, 0 to 1. An order, not a probability: nothing calibrates it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named in a text: offsets are code points of the text as written, end exclusive, without proclitics."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    """All places of that name, the likeliest first; never cut."""
    cue: tuple[int, int] | None = None
    """Span of the word that says it is a place (مدينة، بلدة، governorate), where there is one."""
    cue_kind: str = ""
    """The kind that this word says (city, governorate, countryside), in a list for all of it; empty where none does."""
    governorate: str = ""
    """P-code of the governorate that the text names right behind it, as the one that it lies in."""
    certain: bool = True
    """False where the word may also be an ordinary one or a person's name."""

    @property
    def span(self) -> tuple[int, int]:
        """The name together with its cue."""
        if self.cue is None:
            return self.start, self.end
        return min(self.start, self.cue[0]), max(self.end, self.cue[1])
