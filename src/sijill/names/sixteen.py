"""Sixteen whole numbers at once, for compiled loops over many pairs of names.

One pair of names is told by a hundred small steps with a branch in every second one, which nobody can guess. Taken sixteen pairs
together none of them needs a branch: numbers of a kind stand in a row, and a step is done with all of them. As in
``sijill.names.lanes`` a row is said to be the vector that processors have, here of 16-bit numbers. Sums do not go beyond 16 bits unless
said otherwise. A comparison says -1 or 0, so that ``where`` chooses by it, ``&`` and ``|`` join it, and what it is taken from counts it.
"""

import operator
from typing import TYPE_CHECKING, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, register_model

LANES: Final = 16
"""Numbers of a row."""

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    class Sixteen:
        """A row of numbers; beside it a number stands for sixteen of it."""

        __hash__ = None  # type: ignore[assignment]  # equal is said of each number

        def __add__(self, other: "Sixteen | int") -> "Sixteen": ...
        def __sub__(self, other: "Sixteen | int") -> "Sixteen": ...
        def __rsub__(self, other: int) -> "Sixteen": ...
        def __mul__(self, other: "Sixteen | int") -> "Sixteen": ...
        def __and__(self, other: "Sixteen | int") -> "Sixteen": ...
        def __or__(self, other: "Sixteen | int") -> "Sixteen": ...
        def __rshift__(self, other: int) -> "Sixteen": ...
        def __lt__(self, other: "Sixteen | int") -> "Sixteen": ...
        def __gt__(self, other: "Sixteen | int") -> "Sixteen": ...
        def __eq__(self, other: "Sixteen | int") -> "Sixteen": ...  # type: ignore[override]  # of sixteen numbers
        def __ne__(self, other: "Sixteen | int") -> "Sixteen": ...  # type: ignore[override]  # see above

    def row(rows: NDArray[np.int16], place: int) -> Sixteen:
        """Return a row of contiguous ``rows`` [any, 16]."""

    def put(rows: NDArray[np.int16], place: int, numbers: Sixteen | int) -> None:
        """Write a row of ``rows``."""

    def sixteen(number: int) -> Sixteen:
        """Return a row of one number."""

    def least_of(one: Sixteen, other: "Sixteen | int") -> Sixteen:
        """Return the lesser of either two numbers."""

    def most_of(one: Sixteen, other: "Sixteen | int") -> Sixteen:
        """Return the greater of either two numbers."""

    def sum_of(one: Sixteen, other: "Sixteen | int") -> Sixteen:
        """Return sums, of which one beyond 16 bits is the most or the least that these hold."""

    def over(one: Sixteen, other: Sixteen) -> Sixteen:
        """Return how often numbers above 0 go into numbers of 0 and more: both are whole in single precision, and so is the quotient."""

    def ask_for(rows: "NDArray[np.int32] | NDArray[np.uint8]", row: int, place: int) -> None:
        """Ask memory for a number of a contiguous table, which need not be there."""

    def any_of(chosen: Sixteen) -> bool:
        """Return whether any number is not 0."""

    def where(chosen: Sixteen, one: "Sixteen | int", other: "Sixteen | int") -> Sixteen:
        """Return the numbers of ``one`` where ``chosen`` is -1, of ``other`` where it is 0."""

else:

    class _Sixteen(types.Type):
        """A row of numbers, for the compiler."""

        def __init__(self) -> None:
            super().__init__("Sixteen")

    SIXTEEN: Final = _Sixteen()
    _NUMBER, _ROW = ir.IntType(16), ir.VectorType(ir.IntType(16), LANES)
    _WIDE = ir.VectorType(ir.FloatType(), LANES)

    @register_model(_Sixteen)
    class _Model(models.PrimitiveModel):
        def __init__(self, manager, kind) -> None:  # noqa: ANN001
            super().__init__(manager, kind, _ROW)

    def _spread(builder, number):  # noqa: ANN001, ANN202
        number = (
            builder.trunc(number, _NUMBER)
            if number.type.width > _NUMBER.width
            else builder.sext(number, _NUMBER)
        )
        first = builder.insert_element(
            ir.Constant(_ROW, ir.Undefined), number, ir.Constant(ir.IntType(32), 0)
        )
        places = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
        return builder.shuffle_vector(first, first, places)

    def _rows(builder, arguments):  # noqa: ANN001, ANN202
        return [one if one.type == _ROW else _spread(builder, one) for one in arguments]

    def _operation(sign, emit) -> None:  # noqa: ANN001
        """Let ``sign`` stand between two rows, or a row and a number."""

        @infer_global(sign)
        class _Of(AbstractTemplate):
            def generic(self, arguments, named):  # noqa: ANN001, ANN202
                if (
                    SIXTEEN in arguments
                    and not named
                    and all(isinstance(kind, (_Sixteen, types.Integer)) for kind in arguments)
                ):
                    return signature(SIXTEEN, *(types.unliteral(kind) for kind in arguments))
                return None

        def lower(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            del context, signature
            return emit(builder, *_rows(builder, arguments))

        for kinds in ((SIXTEEN, SIXTEEN), (SIXTEEN, types.Integer), (types.Integer, SIXTEEN)):
            lower_builtin(sign, *kinds)(lower)

    def _compared(sign):  # noqa: ANN001, ANN202
        def emit(builder, one, other):  # noqa: ANN001, ANN202
            return builder.sext(builder.icmp_signed(sign, one, other), _ROW)

        return emit

    for _sign, _emit in (
        (operator.add, ir.IRBuilder.add),
        (operator.iadd, ir.IRBuilder.add),
        (operator.sub, ir.IRBuilder.sub),
        (operator.isub, ir.IRBuilder.sub),
        (operator.mul, ir.IRBuilder.mul),
        (operator.and_, ir.IRBuilder.and_),
        (operator.or_, ir.IRBuilder.or_),
        (operator.iand, ir.IRBuilder.and_),
        (operator.ior, ir.IRBuilder.or_),
        (operator.rshift, ir.IRBuilder.ashr),
        (operator.lt, _compared("<")),
        (operator.gt, _compared(">")),
        (operator.eq, _compared("==")),
        (operator.ne, _compared("!=")),
    ):
        _operation(_sign, _emit)

    def _place(context, builder, kind, array, number):  # noqa: ANN001, ANN202
        first = context.make_array(kind)(context, builder, array).data
        place = builder.gep(first, [builder.mul(number, number.type(LANES))])
        return builder.bitcast(place, _ROW.as_pointer())

    @intrinsic
    def row(typing_context, rows, place):  # noqa: ANN001, ANN201, D103
        del typing_context, place

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            return builder.load(_place(context, builder, signature.args[0], *arguments), align=2)

        return SIXTEEN(rows, types.int64), generate

    @intrinsic
    def put(typing_context, rows, place, numbers):  # noqa: ANN001, ANN201, D103
        del typing_context, place

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            place = _place(context, builder, signature.args[0], *arguments[:2])
            builder.store(*_rows(builder, arguments[2:]), place, align=2)
            return context.get_dummy_value()

        return types.void(rows, types.int64, types.unliteral(numbers)), generate

    def _function(emit):  # noqa: ANN001, ANN202
        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            del context, signature
            return emit(builder, *_rows(builder, arguments))

        return generate

    def _chosen(sign):  # noqa: ANN001, ANN202
        return lambda builder, one, other: builder.select(builder.icmp_signed(sign, one, other), one, other)

    def _where(builder, chosen, one, other):  # noqa: ANN001, ANN202
        return builder.select(builder.icmp_signed("!=", chosen, ir.Constant(_ROW, None)), one, other)

    def _sum(builder, one, other):  # noqa: ANN001, ANN202
        known = ir.FunctionType(_ROW, [_ROW, _ROW])
        return builder.call(
            cgutils.get_or_insert_function(builder.module, known, "llvm.sadd.sat.v16i16"), [one, other]
        )

    def _over(builder, one, other):  # noqa: ANN001, ANN202
        one, other = builder.sitofp(one, _WIDE), builder.sitofp(other, _WIDE)
        return builder.fptosi(builder.fdiv(one, other), _ROW)

    @intrinsic
    def sixteen(typing_context, number):  # noqa: ANN001, ANN201, D103
        del typing_context
        return SIXTEEN(types.unliteral(number)), _function(lambda _, numbers: numbers)

    @intrinsic
    def least_of(typing_context, one, other):  # noqa: ANN001, ANN201, D103
        del typing_context
        return SIXTEEN(one, types.unliteral(other)), _function(_chosen("<"))

    @intrinsic
    def most_of(typing_context, one, other):  # noqa: ANN001, ANN201, D103
        del typing_context
        return SIXTEEN(one, types.unliteral(other)), _function(_chosen(">"))

    @intrinsic
    def sum_of(typing_context, one, other):  # noqa: ANN001, ANN201, D103
        del typing_context
        return SIXTEEN(one, types.unliteral(other)), _function(_sum)

    @intrinsic
    def over(typing_context, one, other):  # noqa: ANN001, ANN201, D103
        del typing_context
        return SIXTEEN(one, other), _function(_over)

    @intrinsic
    def where(typing_context, chosen, one, other):  # noqa: ANN001, ANN201, D103
        del typing_context
        return SIXTEEN(chosen, types.unliteral(one), types.unliteral(other)), _function(_where)

    @intrinsic
    def any_of(typing_context, chosen):  # noqa: ANN001, ANN201, D103
        del typing_context

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            del context, signature
            whole = ir.IntType(_NUMBER.width * LANES)
            return builder.icmp_unsigned("!=", builder.bitcast(arguments[0], whole), whole(0))

        return types.boolean(chosen), generate

    @intrinsic
    def ask_for(typing_context, rows, row, place):  # noqa: ANN001, ANN201, D103
        del typing_context, row, place

        def generate(context, builder, signature, arguments):  # noqa: ANN001, ANN202
            table = context.make_array(signature.args[0])(context, builder, arguments[0])
            columns = builder.extract_value(table.shape, 1)
            place = builder.add(builder.mul(arguments[1], columns), arguments[2])
            byte = ir.IntType(8).as_pointer()
            place = builder.bitcast(builder.gep(table.data, [place]), byte)
            whole = ir.IntType(32)
            known = ir.FunctionType(ir.VoidType(), [byte, whole, whole, whole])
            function = cgutils.get_or_insert_function(builder.module, known, "llvm.prefetch.p0")
            builder.call(function, [place, whole(0), whole(3), whole(1)])
            return context.get_dummy_value()

        return types.void(rows, types.int64, types.int64), generate
