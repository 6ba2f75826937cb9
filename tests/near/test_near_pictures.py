"""Copies of a picture are found as a whole, turned, framed or as a part; unrelated pictures never are."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from drawn import drawing, framed, inner, jpeg
from PIL import Image

from sijill.model.alike import Alike, Appearance
from sijill.near.pictures import MOST_BITS, alike_pictures, gallery
from sijill.read import pdq
from sijill.read.appearance import look_at

FLIP, QUARTER, HALF = Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180


def copies(image: Image.Image) -> dict[str, bytes]:
    """A picture and its copies, by what was done to them."""
    return {
        "as it is": jpeg(image),
        "border": jpeg(framed(image)),
        "crop 20 %": jpeg(inner(image, 0.1)),
        "crop 3 %": jpeg(inner(image, 0.03)),
        "cut below": jpeg(image.crop((0, 0, image.width, int(image.height * 0.88)))),
        "flip": jpeg(image.transpose(FLIP)),
        "flip and crop": jpeg(inner(image, 0.05).transpose(FLIP)),
        "gray": jpeg(image.convert("L").convert("RGB")),
        "half": jpeg(image.resize((image.width // 2, image.height // 2))),
        "light": jpeg(image.point(lambda level: min(255, int(level * 1.25)))),
        "q40": jpeg(image, 40),
        "rotate 180": jpeg(image.transpose(HALF)),
        "rotate 90": jpeg(image.transpose(QUARTER)),
    }


def looked(tmp_path: Path, contents: Sequence[bytes]) -> list[Appearance]:
    """What pictures look like."""
    found = []
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(content)
        found.append(look_at(path))
    return found


def compared(
    names: Sequence[str], appearances: Sequence[Appearance], known: frozenset[int] = frozenset()
) -> list[Alike]:
    """The pairs that are alike."""
    return alike_pictures(
        names, gallery(appearances), lambda number: appearances[number].thumbnail, known=known
    )


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[Appearance]]:
    """Six pictures, each with its copies."""
    named = {
        f"{seed}/{what}": content for seed in range(6) for what, content in copies(drawing(seed)).items()
    }
    return list(named), looked(tmp_path_factory.mktemp("album"), list(named.values()))


def test_every_copy_is_alike_to_its_original_and_nothing_else(
    album: tuple[list[str], list[Appearance]],
) -> None:
    """All twelve kinds of copy are found from the original, within the distance that PDQ is used with; no other pair is."""
    pairs = compared(*album)
    assert all(pair.first[0] == pair.second[0] for pair in pairs)
    assert all(pair.distance <= MOST_BITS for pair in pairs)
    found = {(pair.first, pair.second) for pair in pairs}
    kinds = sorted(copies(drawing(0)))[1:]
    assert {(f"{seed}/as it is", f"{seed}/{kind}") for seed in range(6) for kind in kinds} <= found


def test_what_is_new_alone_is_compared(album: tuple[list[str], list[Appearance]]) -> None:
    """Known pairs and new ones together are what a comparison of all at once gives, whatever was known."""
    names, appearances = album
    everything = compared(names, appearances)
    for known in (frozenset(range(40)), frozenset(range(0, 78, 2)), frozenset(range(78))):
        old = {names[number] for number in known}
        kept = [pair for pair in everything if {pair.first, pair.second} <= old]
        new = compared(names, appearances, known)
        assert sorted([*kept, *new], key=lambda pair: (pair.first, pair.second)) == everything


def test_the_order_of_pictures_changes_nothing(album: tuple[list[str], list[Appearance]]) -> None:
    """The same pairs, distances and orientations come from pictures in another order."""
    names, appearances = album[0][:26], album[1][:26]
    there = {(pair.first, pair.second): pair.distance for pair in compared(names, appearances)}
    back = {(pair.first, pair.second): pair.distance for pair in compared(names[::-1], appearances[::-1])}
    assert there == back


def test_the_orientation_says_how_the_first_is_to_be_turned(tmp_path: Path) -> None:
    """Turned as the pair says, the first picture lies as the second does."""
    image = drawing(9, 400, 400)
    turns = {
        "upright": image,
        "rotated 90": image.transpose(QUARTER),
        "rotated 180": image.transpose(HALF),
        "rotated 270": image.transpose(Image.Transpose.ROTATE_270),
        "mirrored left-right": image.transpose(FLIP),
        "mirrored top-bottom": image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        "mirrored main diagonal": image.transpose(Image.Transpose.TRANSPOSE),
        "mirrored other diagonal": image.transpose(Image.Transpose.TRANSVERSE),
    }
    appearances = looked(tmp_path, [jpeg(each) for each in turns.values()])
    for place, name in enumerate(pdq.ORIENTATIONS):
        assert list(turns)[place] == name
        if place:
            (pair,) = compared(["a", "b"], [appearances[0], appearances[place]])
            assert pair.orientation == name
    (pair,) = compared(["a", "b"], [appearances[1], appearances[0]])
    assert pair.orientation == "rotated 270"


@pytest.mark.parametrize("cropped_first", [True, False])
def test_the_window_is_where_the_crop_was(tmp_path: Path, cropped_first: bool) -> None:
    """Of a picture cut to a part, the pair says which part of which one."""
    image = drawing(12, 500, 400)
    whole, part = jpeg(image), jpeg(image.crop((75, 20, 475, 352)))
    appearances = looked(tmp_path, [part, whole] if cropped_first else [whole, part])
    (pair,) = compared(["a", "b"], appearances)
    assert pair.window_of == ("second" if cropped_first else "first")
    assert pair.window == pytest.approx((0.15, 0.05, 0.95, 0.88), abs=0.025)


def test_what_is_too_plain_is_compared_with_nothing(tmp_path: Path) -> None:
    """Two sheets of one gray are not told alike."""
    plain = looked(tmp_path, [jpeg(Image.new("RGB", (200, 200), (each, each, each))) for each in (90, 90)])
    assert compared(["a", "b"], plain) == []
    assert compared([], []) == []


def test_unrelated_pictures_are_far_beyond_the_distance(tmp_path: Path) -> None:
    """Of 780 pairs of unrelated pictures none comes near, as a whole, turned, or in any window."""
    appearances = looked(tmp_path, [jpeg(drawing(100 + number, 240, 180)) for number in range(40)])
    assert compared([f"{number:02d}" for number in range(40)], appearances) == []
    hashes = [np.frombuffer(bytes.fromhex(each.hashes[0]), np.uint64) for each in appearances]
    apart = [int(np.bitwise_count(one ^ other).sum()) for one, other in itertools.combinations(hashes, 2)]
    assert min(apart) > 2 * MOST_BITS
