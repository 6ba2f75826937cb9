"""What a woman's name adds to a man's and behind which letters: for words of names and parts of linkage, coded otherwise."""

from typing import Final

SHORTEST: Final = 2
"""Letters of a man's name, at the least."""
LATIN_VOWELS: Final = "aeiouy"
LATIN_OPEN: Final = LATIN_VOWELS + "v"
"""Letters behind which an a is no woman's ending; v, since Petrov and Petrova are one family."""
LATIN_SILENT: Final = LATIN_VOWELS + "hts"
"""Last letters that ة is written with, or that are not spoken in French."""
ARABIC_OPEN: Final = "اءعحهوي"
"""Last letters, hamza seats aside, of names that end in a vowel where they are written in Latin letters, or may."""
