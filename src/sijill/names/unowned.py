"""Views of arrays without owner, for compiled loops.

Compiled code counts references to each array, row and slice that it takes or hands on, by an operation that is locked
against other threads: in the loop over pairs of names that took four tenths of the time, and for a pair of records
longer than to compare it. Who makes a view holds the array: arguments are held for the whole call, while an array that a
function makes itself may be freed as soon as a view is made.
"""

from typing import TYPE_CHECKING

from numba.core import cgutils, types
from numba.extending import intrinsic

if TYPE_CHECKING:
    from typing import TypeVar

    Viewed = TypeVar("Viewed")

    def unowned(viewed: Viewed) -> Viewed:
        """Return a view of an array, or a tuple of views of all arrays in one, that counts no references."""

else:

    @intrinsic
    def unowned(typing_context, viewed):  # noqa: ANN001, ANN201, D103 - see above
        del typing_context

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            return _without_owner(context, builder, signature.return_type, arguments[0])

        return viewed(viewed), generate

    def _without_owner(context, builder, kind, value):  # noqa: ANN001, ANN202
        if isinstance(kind, types.Array):
            view = context.make_array(kind)(context, builder, value)
            view.meminfo = view.meminfo.type(None)
            return view._getvalue()  # noqa: SLF001 - as numba's own intrinsics do
        if isinstance(kind, types.BaseTuple):
            items = zip(kind, cgutils.unpack_tuple(builder, value), strict=True)
            return context.make_tuple(
                builder, kind, [_without_owner(context, builder, *item) for item in items]
            )
        return value
