"""SVG as PNG. typst draws it (a dependency that pages to be printed have anyway), in a font that lies beside it."""

import json
from importlib import resources
from typing import Final

from sijill.tell.estimate.drawing import Picture

_SHARPNESS: Final = 144
"""Pixels an inch where SVG has 72: twice its size, for paper and fine screens."""


def to_png(picture: Picture) -> bytes:
    """Return a picture as PNG; the same bytes for the same picture."""
    import typst

    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes({json.dumps(picture.svg, ensure_ascii=False)}), format: "svg")\n'
    )
    with resources.as_file(resources.files("sijill.tell.estimate") / "fonts") as fonts:
        # Its types ask for one type of input and folders; it takes bytes as source, strings as paths.
        made = typst.compile(  # type: ignore[call-overload]  # see above
            source.encode(),
            format="png",
            ppi=_SHARPNESS,
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
        )
    return bytes(made)
