"""PDQ: the hash of the reference implementation, bit for bit, and its eight orientations from one transform."""

from types import ModuleType

import numpy as np
import numpy.typing as npt
import pytest

from sijill.read import pdq

Pixels = npt.NDArray[np.uint8]

KNOWN = [
    ((64, 64), "1176aae85555eaaea8d933225555aaab5554aaab5554aaaa33335544333baaee", 44),
    ((480, 640), "7da25d8a5daa57aa7f9ff5000f003f34ff007f1485797f317d04fb005b4c1244", 100),
    ((333, 777), "fcaa3c0009ffab5deb56feaf7e80deaafea45400fc28f420b4f974607c888888", 100),
    ((1080, 1920), "91adfe8e9e8ca31fbdbcfe11ddacfda90804010c945e5fa95e0115a91781b83e", 100),
]
"""Height and width of ``picture``, and what pdqhash 0.2.8 (Meta's own C++) gives for it."""


def picture(height: int, width: int) -> Pixels:
    """Stripes and blocks by whole numbers only: the same on every machine."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    red = x * x // 97 + y * 3 + (x // 31 * y // 17) % 7 * 29
    green = x * 5 // 3 + y * y // 53 + (y // 23) * 41
    blue = (x + 2 * y) // 2 + (x // 61) * (y // 47) * 37
    return np.stack([red % 256, green % 256, blue % 256], axis=-1).astype(np.uint8)


def hashed(pixels: Pixels) -> pdq.Bits:
    """The hash of a picture as it lies."""
    return pdq.bits(pdq.coefficients(pdq.average(np.ascontiguousarray(pixels))))


def apart(one: pdq.Bits, other: pdq.Bits) -> int:
    """Bits that differ."""
    return int(np.count_nonzero(one != other))


@pytest.fixture
def peer() -> ModuleType:
    """The package pdqhash, which has no wheel; a skip where it is not installed."""
    why = "pdqhash is not installed (pip install pdqhash; needs a compiler)"
    module: ModuleType = pytest.importorskip("pdqhash", reason=why)
    return module


@pytest.mark.parametrize(("size", "expected", "quality"), KNOWN)
def test_known_hashes(size: tuple[int, int], expected: str, quality: int) -> None:
    """Small, ordinary, odd and narrow pictures have the hash and quality of the reference implementation."""
    averaged = pdq.average(picture(*size))
    assert pdq.hexadecimal(pdq.bits(pdq.coefficients(averaged))) == expected
    assert pdq.quality(averaged) == quality


@pytest.mark.parametrize("seed", range(20))
def test_equal_to_the_peer(peer: ModuleType, seed: int) -> None:
    """Pictures of any size have the peer's hash, quality and eight orientations, each within 2 bits.

    A bit that lies on the median may tip with the order in which sums of floats are rounded.
    """
    random = np.random.default_rng(seed)
    height, width = random.integers(5, 1500, 2)
    steps = random.integers(0, 256, (int(random.integers(2, 40)), int(random.integers(2, 40)), 3))
    rows, columns = np.arange(height) * len(steps) // height, np.arange(width) * steps.shape[1] // width
    pixels = np.clip(steps[rows][:, columns] + random.normal(0, 6, (height, width, 3)), 0, 255).astype(
        np.uint8
    )
    averaged = pdq.average(pixels)
    theirs, quality = peer.compute_dihedral(pixels)
    ours = [pdq.bits(each) for each in pdq.turned(pdq.coefficients(averaged))]
    order = [0, 1, 2, 3, 5, 4, 6, 7]  # The peer has top-bottom before left-right.
    assert max(apart(ours[place], their) for place, their in zip(order, theirs, strict=True)) <= 2
    assert quality == pdq.quality(averaged)


def test_orientations_need_no_second_look() -> None:
    """The eight hashes made from one transform are those of the picture turned and mirrored."""
    pixels = np.random.default_rng(3).integers(0, 256, (64, 64, 3), np.uint8)
    turned = [
        pixels,
        np.rot90(pixels),
        np.rot90(pixels, 2),
        np.rot90(pixels, 3),
        pixels[:, ::-1],
        pixels[::-1],
        pixels.transpose(1, 0, 2),
        np.rot90(pixels, 2).transpose(1, 0, 2),
    ]
    made = [pdq.bits(each) for each in pdq.turned(pdq.coefficients(pdq.average(pixels)))]
    assert len(made) == len(pdq.ORIENTATIONS)
    assert max(apart(one, hashed(other)) for one, other in zip(made, turned, strict=True)) <= 2


def test_gray_is_a_picture_of_equal_colours() -> None:
    """A gray picture and the same levels in red, green and blue have one hash."""
    gray = picture(200, 300)[..., 0]
    assert apart(hashed(gray), hashed(np.repeat(gray[..., None], 3, axis=2))) <= 2


def test_a_flat_picture_has_no_quality() -> None:
    """Where there is nothing to tell pictures apart by, quality is 0."""
    assert pdq.quality(pdq.average(np.full((100, 100, 3), 77, np.uint8))) == 0
