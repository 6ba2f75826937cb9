"""What is kept of a picture's appearance: one file in ``derived`` for each, made once and made again by rebuild.

The hashes in it are a content probe: whoever has them can test whether a known picture is held. They stay in
``derived``, as closed as the exhibit, and go into no table, index or export.
"""

import base64
import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.model.alike import Appearance
from sijill.model.evidence import Exhibit
from sijill.read import look_at_pictures
from sijill.read.appearance import decoder
from sijill.read.kinds import begins_like_picture
from sijill.store import objects
from sijill.store.files import write_durably
from sijill.store.layout import Register

METHOD: Final = "PDQ in eight orientations, frame and thumbnail, version 1"
NO_PICTURE: Final = Appearance(problem="not_a_picture")


def method() -> str:
    """Return what makes appearances on this machine; one made by anything else is made again."""
    return f"{METHOD}, {decoder()}"


def look_at_new(register: Register, exhibits: Sequence[Exhibit]) -> None:
    """Have the appearance of every picture kept; IntegrityError when an object's bytes were changed."""
    waiting = [
        exhibit for exhibit in exhibits if _is_picture(register, exhibit) and kept(register, exhibit) is None
    ]
    for exhibit in waiting:
        objects.require_sound(register, exhibit.number, exhibit.object)
    paths = [objects.object_path(register, exhibit.object) for exhibit in waiting]
    for exhibit, appearance in zip(waiting, look_at_pictures(paths), strict=True):
        write_durably(_path(register, exhibit), _dump(appearance))


def appearances(register: Register, exhibits: Sequence[Exhibit]) -> Iterator[Appearance]:
    """Yield what each exhibit looks like, from what is kept."""
    for exhibit in exhibits:
        found = kept(register, exhibit) if _is_picture(register, exhibit) else None
        yield found or NO_PICTURE


def kept(register: Register, exhibit: Exhibit) -> Appearance | None:
    """Return the appearance that was kept; None when there is none of this version, or it is damaged."""
    try:
        return _load(_path(register, exhibit).read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_picture(register: Register, exhibit: Exhibit) -> bool:
    try:
        return begins_like_picture(objects.object_path(register, exhibit.object))
    except FileNotFoundError:
        objects.require_sound(register, exhibit.number, exhibit.object)
        raise


def _path(register: Register, exhibit: Exhibit) -> Path:
    return register.path / "derived" / exhibit.object / "appearance.json"


def _dump(appearance: Appearance) -> bytes:
    told = dataclasses.asdict(appearance) | {"thumbnail": base64.b64encode(appearance.thumbnail).decode()}
    return json.dumps({"made_by": method(), **told}, sort_keys=True).encode()


def _load(content: bytes) -> Appearance:
    found: dict[str, Any] = json.loads(content)  # Any: a JSON object
    if found["made_by"] != method():
        raise ValueError("made by another version")
    left, top, right, bottom = found["frame"]
    return Appearance(
        hashes=tuple(bytes.fromhex(each).hex() for each in found["hashes"]),
        quality=found["quality"],
        thumbnail=base64.b64decode(found["thumbnail"]),
        frame=(left, top, right, bottom),
        problem=found["problem"],
    )
