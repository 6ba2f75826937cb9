"""Arrays lent to compiled functions: views that are not counted as in use.

numba counts each array, row and slice that a compiled function takes or hands on, by an operation that is locked
against other threads. In loops over small rows that took four tenths of the time. What is lent must be held by the
caller for the whole call: arguments are; an array that a function makes itself may be freed as soon as it is lent.
"""

from typing import TYPE_CHECKING

from numba import njit
from numba.core import types
from numba.extending import intrinsic

from sijill.names.beside import Side
from sijill.names.model import Model

if TYPE_CHECKING:
    from typing import TypeVar

    Array = TypeVar("Array")

    def lent(array: Array) -> Array:
        """Return an argument as a view that is not counted."""

else:

    @intrinsic
    def lent(typing_context, array):  # noqa: ANN001, ANN201, D103 - see above
        del typing_context
        if not isinstance(array, types.Array):
            return None

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            view = context.make_array(signature.return_type)(context, builder, arguments[0])
            view.meminfo = view.meminfo.type(None)
            return view._getvalue()  # noqa: SLF001 - numba's own intrinsics call it so

        return array(array), generate


@njit(cache=True, nogil=True)
def lent_side(side: Side) -> Side:
    """Return the arrays of an argument as views that are not counted."""
    return Side(lent(side.words), lent(side.heads), lent(side.readings), lent(side.parts), lent(side.counts))


@njit(cache=True, nogil=True)
def lent_model(model: Model) -> Model:
    """Return the arrays of an argument as views that are not counted."""
    return Model(
        lent(model.tables),
        lent(model.units),
        lent(model.trigrams),
        lent(model.frequencies),
        lent(model.lexicon),
        lent(model.shapes),
    )
