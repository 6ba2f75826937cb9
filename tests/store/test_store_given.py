"""What a user hands in that is no CSV is told in words of ours."""

import csv
import io

import pytest

from sijill.store.given import broken_row
from sijill.words import LANGUAGES


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('a,"b\n', "broken_row"),
        ('a,"b"c\n', "broken_row"),
        (f"a,{'b' * 200_000}\n", "long_cell"),
    ],
)
def test_a_row_that_is_no_csv_is_told_in_both_languages(text: str, key: str) -> None:
    """An open quotation mark, letters behind a closing one, and a cell without end; nothing of the csv module's English."""
    limit = csv.field_size_limit(
        100_000
    )  # It is the whole process's, and who reads long cells may have raised it.
    with pytest.raises(csv.Error) as caught:
        list(csv.reader(io.StringIO(text, newline=""), strict=True))
    csv.field_size_limit(limit)
    error = broken_row("list.csv", 7, caught.value)
    assert error.key == key
    for language in LANGUAGES:
        assert "list.csv" in error.sentence(language)
        assert "7" in error.sentence(language)
        assert str(caught.value) not in error.sentence(language)
