"""Near duplicates: recall by kind of copy, false pairs, time a picture, and throughput of texts.

Plain PDQ (the whole picture, upright, at 31 bits) is measured on the same pictures in the same run; the package
pdqhash too where it is installed. Times are of CPU, but that in the child, by the clock. Every figure is of made-up
pictures and texts, of seeds that no threshold was chosen on. Choosing was done with the seeds of
``near_scenes.TUNING``.
"""

import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from bench import near_shingles
from bench.near_scenes import REPORTED, compressed, harder, scene, sheet, variants
from bench.near_texts import edited, forms, misread, texts
from sijill.model.alike import THUMBNAIL_SIDE, Appearance
from sijill.near.minhash import candidates
from sijill.near.pictures import MOST_BITS, alike_pictures, gallery
from sijill.near.shingles import members
from sijill.near.texts import alike_texts, sign
from sijill.read import look_at_pictures, pdq

_SCENES = 15
"""A seed."""
_TEXTS = 100_000
_SEARCHED = 2_000

Pixels = npt.NDArray[np.uint8]


def run() -> Iterator[str]:
    """Yield the figures of pictures, then those of texts."""
    yield from _recall()
    yield from _sheets()
    yield from _speed()
    yield from _search()
    yield from _texts()
    yield from _kinds_of_text()
    yield from near_shingles.run()


def _recall() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        paths = [path for seed in REPORTED for path in _written(Path(name), seed)]
        # By the clock: what a child in the sandbox used is not told when it is killed at its end.
        start = time.perf_counter()
        appearances = list(look_at_pictures(paths))
        looking = time.perf_counter() - start
    names = [path.stem for path in paths]
    before = _cpu()
    pairs = alike_pictures(names, gallery(appearances), _thumbnails(appearances))
    comparing = _cpu() - before
    found = {(pair.first, pair.second) for pair in pairs}
    whole = dict(zip(names, appearances, strict=True))
    scenes = sorted({each.partition("~")[0] for each in names})
    for kind in [each.partition("~")[2] for each in names[1:] if each.startswith(f"{scenes[0]}~")]:
        together = [tuple(sorted((f"{each}~original", f"{each}~{kind}"))) for each in scenes]
        plain = sum(_apart(whole[first], whole[second]) <= MOST_BITS for first, second in together)
        yield f"{kind:18s} {sum(pair in found for pair in together):3d} of {len(scenes)}; plain PDQ {plain:3d}"
    false = [pair for pair in found if pair[0].partition("~")[0] != pair[1].partition("~")[0]]
    many = len(names) * (len(names) - 1) // 2
    yield (
        f"false pairs: {len(false)} of {many} ({len(scenes)} pictures and their copies); looking {1e3 * looking / len(names):.0f} "
        f"ms a picture in the child by the clock, comparing all {comparing:.1f} s"
    )


def _sheets() -> Iterator[str]:
    """Compare what looks most alike without being so: pages of one layout, forms of one make."""
    random = np.random.default_rng(REPORTED[2])
    for form, kind in ((False, "pages of one layout"), (True, "forms of one make")):
        with tempfile.TemporaryDirectory() as name:
            paths = [Path(name, f"{number:02d}.jpg") for number in range(50)]
            for path in paths:
                path.write_bytes(compressed("", sheet(random, form=form)))
            looked = list(look_at_pictures(paths))
        pairs = alike_pictures([path.stem for path in paths], gallery(looked), _thumbnails(looked))
        yield f"{kind}: {len(pairs)} false of {len(paths) * (len(paths) - 1) // 2} pairs"


def _thumbnails(looked: list[Appearance]) -> Callable[[int], bytes]:
    return lambda number: looked[number].thumbnail


def _written(folder: Path, seed: int) -> Iterator[Path]:
    random = np.random.default_rng(seed)
    for number in range(_SCENES):
        image = scene(seed, number)
        for kind, copy in {"original": image, **variants(image), **harder(image, random)}.items():
            path = folder / f"{seed}-{number:02d}~{kind}.jpg"
            path.write_bytes(compressed(kind, copy))
            yield path


def _apart(one: Appearance, other: Appearance) -> int:
    return (int(one.hashes[0], 16) ^ int(other.hashes[0], 16)).bit_count()


def _speed() -> Iterator[str]:
    """Have ``speed`` run with one thread, as the child hashes: those of BLAS wait busily for each other."""
    command = [sys.executable, "-c", "from bench import near; print(*near.speed(), sep='\\n')"]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    yield from done.stdout.splitlines()


def speed() -> Iterator[str]:
    """Time the hash of decoded pixels, without and with the seven other orientations."""
    try:
        peer = importlib.import_module("pdqhash")
    except ModuleNotFoundError:
        peer = None
    for width, height in ((640, 480), (1600, 1200), (4000, 3000)):
        pixels = np.asarray(scene(REPORTED[0], 1).resize((width, height)))
        one = _milliseconds(_one, pixels)
        eight = _milliseconds(_eight, pixels)
        theirs = "pdqhash is not installed"
        if peer is not None:
            plain = _milliseconds(peer.compute, pixels)
            turned = _milliseconds(peer.compute_dihedral, pixels)
            theirs = f"pdqhash {plain:.1f} and {turned:.1f} ms"
        yield f"PDQ of {width} x {height}: {one:.1f} ms, eight orientations {eight:.1f} ms; {theirs}"


def _one(pixels: Pixels) -> pdq.Bits:
    return pdq.bits(pdq.coefficients(pdq.average(pixels)))


def _eight(pixels: Pixels) -> list[pdq.Bits]:
    return [pdq.bits(each) for each in pdq.turned(pdq.coefficients(pdq.average(pixels)))]


def _cpu() -> float:
    """Return the CPU seconds of this process and of the children that ended: others share the machine."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _milliseconds(work: Callable[[Pixels], object], pixels: Pixels) -> float:
    took = []
    for _ in range(9):
        before = time.process_time()
        work(pixels)
        took.append(time.process_time() - before)
    return 1e3 * min(took)


def _search() -> Iterator[str]:
    """Time comparing many unrelated pictures, and one new one with all."""
    random = np.random.default_rng(5)
    looked = [_smooth(random) for _ in range(_SEARCHED)]
    names = [f"{number:06d}" for number in range(_SEARCHED)]
    before = _cpu()
    held = gallery(looked)
    hashing = _cpu() - before
    known = frozenset(range(_SEARCHED - 1))
    took = []
    for old in (frozenset[int](), known):
        before = _cpu()
        pairs = alike_pictures(names, held, _thumbnails(looked), known=old)
        took.append(_cpu() - before)
        if pairs:
            yield f"false among noise: {len(pairs)}"
    yield (
        f"comparing {_SEARCHED} pictures, all windows and orientations: {took[0]:.1f} s "
        f"({1e8 * took[0] / _SEARCHED**2:.0f} s for 10,000), one new with all "
        f"{took[1]:.1f} s, windows {1e3 * hashing / _SEARCHED:.2f} ms a picture"
    )


def _smooth(random: np.random.Generator) -> Appearance:
    """Return the appearance of noise with the spectrum of photographs."""
    rows = np.fft.fftfreq(THUMBNAIL_SIDE)[:, None] * THUMBNAIL_SIDE
    frequency = np.maximum(1.0, np.hypot(rows, np.fft.rfftfreq(THUMBNAIL_SIDE)[None] * THUMBNAIL_SIDE))
    shape = frequency.shape
    spectrum = (random.normal(size=shape) + 1j * random.normal(size=shape)) / frequency**1.4
    levels = np.fft.irfft2(spectrum, s=(THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    gray = np.clip(levels / levels.std() * 50 + 128, 0, 255).astype(np.uint8)
    large = np.asarray(Image.fromarray(gray).resize((512, 512)))
    transformed = pdq.coefficients(pdq.average(large))
    hashes = tuple(pdq.hexadecimal(pdq.bits(each)) for each in pdq.turned(transformed))
    return Appearance(hashes=hashes, quality=100, thumbnail=gray.tobytes())


def _texts() -> Iterator[str]:
    random = np.random.default_rng(REPORTED[0])
    written = list(texts(REPORTED[0], _TEXTS * 9 // 10))
    originals = random.choice(len(written), _TEXTS - len(written), replace=False).tolist()
    true = {(number, len(written) + place) for place, number in enumerate(originals)}
    written += [edited(written[number], random) for number in originals]
    names = [f"{number:06d}" for number in range(len(written))]
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    before = _cpu()
    signed = sign(written)
    signing = _cpu() - before
    pairs = alike_texts(names, signed, written.__getitem__)
    seconds = _cpu() - before
    found = {(int(pair.first), int(pair.second)): 1 - pair.distance for pair in pairs}
    chosen = set(map(tuple, candidates(signed).tolist()))
    letters = sum(map(len, written)) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - held
    yield (
        f"{len(written)} texts ({letters:.0f} million letters): {seconds:.0f} s, of which signatures {signing:.0f} s "
        f"({len(written) / signing:.0f} texts/s); {memory:.0f} MB above the texts themselves"
    )
    for low, high in ((0.8, 1.01), (0.7, 0.8), (0.6, 0.7)):
        near = [pair for pair in sorted(true) if low <= _jaccard(written, pair) < high]
        missed = sum(pair not in found for pair in near)
        yield f"copies of Jaccard {low} and more: {len(near)}, found {1 - missed / max(1, len(near)):.4f}"
    yield f"false candidates: {len(chosen - true)} of {len(chosen)}; false pairs told: {len(set(found) - true)}"


def _jaccard(written: list[str], pair: tuple[int, int]) -> float:
    one, other = (set(members(written[number]).tolist()) for number in pair)
    return len(one & other) / len(one | other)


def _kinds_of_text() -> Iterator[str]:
    """Say how near copies read by OCR are, and forms of one make."""
    random = np.random.default_rng(REPORTED[1])
    some = list(texts(REPORTED[1], 200))
    for share in (0.01, 0.02, 0.05):
        both = [[text, misread(text, share, random)] for text in some]
        near = [_jaccard(each, (0, 1)) for each in both]
        yield f"one copy with {share:.0%} of letters misread: median Jaccard {np.median(near):.2f}, told {_told(near):.0%}"
    for printed in (0.5, 0.7, 0.9):
        sheets = forms(REPORTED[1], 40, printed=printed)
        near = [_jaccard(sheets, (one, other)) for one in range(40) for other in range(one)]
        yield f"forms of which {printed:.0%} is printed: median Jaccard {np.median(near):.2f}, told {_told(near):.0%}"


def _told(near: list[float]) -> float:
    return float(np.mean([each >= 0.6 for each in near]))
