"""The Story is an allow-list: a field that is not here cannot reach a page."""

import dataclasses

from sijill.tell import story

ALLOWED = {
    "Text": "at position text",
    "PublicExhibit": "number name list_name size digest received texts silence",
    "CountedList": "number list_name",
    "Beside": "relation estimate reason fields",
    "Claim": (
        "exhibit position at start end text least most qualifier type unit subset_of stance attribution beside"
        " published"
    ),
    "Published": "publisher document published documented estimate low high beside",
    "Cell": "pattern count",
    "Overlap": "cells others",
    "Listed": "name exhibits",
    "Sentences": "ar en",
    "Estimate": (
        "name small documented estimate low high refused assumptions warnings lists weighed overlap"
        " scope provenance"
    ),
    "Screened": "parties lists",
    "Story": (
        "exhibits counted claims estimates withheld stages unquoted screened checkpoint as_of verifier made_up"
    ),
}


def test_a_story_holds_these_fields_and_no_other() -> None:
    """Whoever adds a field to what the public may know has to add it here, in view of reviewers."""
    types = {
        name: " ".join(field.name for field in dataclasses.fields(kind))
        for name, kind in vars(story).items()
        if dataclasses.is_dataclass(kind) and isinstance(kind, type)
    }
    assert types == ALLOWED
