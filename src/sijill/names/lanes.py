"""Eight or sixteen numbers at once, for compiled loops over the letters of a word.

Of a loop over so few numbers the compiler cannot tell that what it writes is not what it reads, and finding out takes longer
than the loop. Here they are said to be the vectors that processors have. All arrays are contiguous, of single
precision, and rows of ``lanes`` numbers, 8 or 16, which has to be written as a number.
"""

from typing import TYPE_CHECKING, Final

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

UNIT: Final = 3
"""Letters of a unit, at the most."""

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    def spread(
        states: NDArray[np.float32],
        row: int,
        before: int,
        factors: NDArray[np.float32],
        first: int,
        lanes: int,
    ) -> None:
        """Write row ``row`` of ``states``: of row ``before`` each number 0 to 3 lanes on, times its factor.

        The factors for each are the rows from ``first`` on, by the lane that is reached: 0 where nothing comes from before the first.
        """

    def collect(
        states: NDArray[np.float32],
        rows: tuple[int, int, int, int],
        factors: NDArray[np.float32],
        units: tuple[int, int, int],
        on: NDArray[np.float32],
        lanes: int,
    ) -> None:
        """Write the first of ``rows`` of ``states``: the sum of the others, each times its row of ``factors``, a lane on.

        What has come to a lane goes on to those behind it: by 1, 2, 4 (and 8) lanes, times the rows of ``on``, by the lane that
        is reached, 0 where nothing comes from before the first. Of ``factors`` the last lane is 0.
        """

else:
    _WHOLE = ir.IntType(64)
    _SUM = ("contract",)

    def _place(context, builder, array, row, lanes):  # noqa: ANN001, ANN202
        """Return a pointer to a row of an array, which is its type and value."""
        kind, value = array
        first = builder.ptrtoint(context.make_array(kind)(context, builder, value).data, _WHOLE)
        place = builder.add(first, builder.mul(row, _WHOLE(4 * lanes)))
        return builder.inttoptr(place, ir.VectorType(ir.FloatType(), lanes).as_pointer())

    def _load(context, builder, array, row, lanes):  # noqa: ANN001, ANN202
        return builder.load(_place(context, builder, array, row, lanes), align=4)

    def _moved(builder, vector, by, lanes):  # noqa: ANN001, ANN202
        """Return ``vector`` so many lanes on; what leaves the last ones comes to the first."""
        turn = [(lane - by) % lanes for lane in range(lanes)]
        places = ir.Constant(ir.VectorType(ir.IntType(32), lanes), turn)
        return builder.shuffle_vector(vector, vector, places)

    def _sum(builder, products):  # noqa: ANN001, ANN202
        total = builder.fmul(*products[0], flags=_SUM)
        for one, other in products[1:]:
            total = builder.fadd(total, builder.fmul(one, other, flags=_SUM), flags=_SUM)
        return total

    @intrinsic(prefer_literal=True)
    def spread(typing_context, states, row, before, factors, first, lanes):  # noqa: ANN001, ANN201, D103, PLR0913, PLR0917
        del typing_context, row, before, first
        width = lanes.literal_value

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            known, factors = (signature.args[0], arguments[0]), (signature.args[3], arguments[3])
            _, row, before, _, first, _ = arguments
            source = _load(context, builder, known, before, width)
            products = [
                (
                    _moved(builder, source, by, width),
                    _load(context, builder, factors, builder.add(first, _WHOLE(by)), width),
                )
                for by in range(UNIT + 1)
            ]
            builder.store(_sum(builder, products), _place(context, builder, known, row, width), align=4)
            return context.get_dummy_value()

        return types.void(states, types.int64, types.int64, factors, types.int64, lanes), generate

    @intrinsic(prefer_literal=True)
    def collect(typing_context, states, rows, factors, units, on, lanes):  # noqa: ANN001, ANN201, D103, PLR0913, PLR0917
        del typing_context, rows, units
        width = lanes.literal_value

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            (known, factors, on) = ((signature.args[k], arguments[k]) for k in (0, 2, 4))
            rows, units = (_cut(builder, arguments[k]) for k in (1, 3))
            products = [
                (
                    _load(context, builder, known, row, width),
                    _load(context, builder, factors, unit, width),
                )
                for row, unit in zip(rows[1:], units, strict=True)
            ]
            total, by, number = _moved(builder, _sum(builder, products), 1, width), 1, 0
            while by < width:
                factor = _load(context, builder, on, _WHOLE(number), width)
                product = builder.fmul(_moved(builder, total, by, width), factor, flags=_SUM)
                total, by, number = builder.fadd(total, product, flags=_SUM), 2 * by, number + 1
            builder.store(total, _place(context, builder, known, rows[0], width), align=4)
            return context.get_dummy_value()

        whole = types.int64
        four, three = types.UniTuple(whole, UNIT + 1), types.UniTuple(whole, UNIT)
        return types.void(states, four, factors, three, on, lanes), generate

    def _cut(builder, bundle):  # noqa: ANN001, ANN202
        return [builder.extract_value(bundle, place) for place in range(len(bundle.type))]
