"""Arrays lent to compiled functions: views that are not counted as in use.

numba counts each array, row and slice that a compiled function takes or hands on, by an operation that is locked
against other threads. In the loop over pairs of names that took four tenths of the time. What is lent must be held by
the caller for the whole call: arguments are; an array that a function makes itself may be freed as soon as it is lent.
"""

from typing import TYPE_CHECKING

from numba.core import cgutils, types
from numba.extending import intrinsic

if TYPE_CHECKING:
    from typing import TypeVar

    Lent = TypeVar("Lent")

    def lent(argument: Lent) -> Lent:
        """Return an argument, an array or a tuple with arrays in it, as one that is not counted."""

else:

    @intrinsic
    def lent(typing_context, argument):  # noqa: ANN001, ANN201, D103 - see above
        del typing_context

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            return _uncounted(context, builder, signature.return_type, arguments[0])

        return argument(argument), generate

    def _uncounted(context, builder, kind, value):  # noqa: ANN001, ANN202
        if isinstance(kind, types.Array):
            view = context.make_array(kind)(context, builder, value)
            view.meminfo = view.meminfo.type(None)  # what has no owner is not counted
            return view._getvalue()  # noqa: SLF001 - as numba's own intrinsics do
        if isinstance(kind, types.BaseTuple):
            items = zip(kind, cgutils.unpack_tuple(builder, value), strict=True)
            return context.make_tuple(builder, kind, [_uncounted(context, builder, *item) for item in items])
        return value
