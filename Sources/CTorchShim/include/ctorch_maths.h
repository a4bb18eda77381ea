// Arithmetic, comparisons and reductions.
#ifndef CTORCH_MATHS_H
#define CTORCH_MATHS_H

#include "ctorch_tensor.h"

/// Operations of one tensor.
typedef enum CTORCH_CLOSED CTorchUnary {
  CTorchUnaryNegative, CTorchUnaryExp, CTorchUnaryLog, CTorchUnarySqrt, CTorchUnaryTanh,
  CTorchUnarySigmoid, CTorchUnaryRelu, CTorchUnarySilu, CTorchUnaryAbs, CTorchUnarySin,
  CTorchUnaryCos, CTorchUnaryLogicalNot, CTorchUnaryGelu, CTorchUnaryGeluTanh, CTorchUnaryIsFinite
} CTorchUnary;

/// Operations of two tensors that broadcast.
typedef enum CTORCH_CLOSED CTorchBinary {
  CTorchBinaryAdd, CTorchBinarySubtract, CTorchBinaryMultiply, CTorchBinaryDivide,
  CTorchBinaryMatmul, CTorchBinaryEqual, CTorchBinaryNotEqual, CTorchBinaryLess,
  CTorchBinaryLessOrEqual, CTorchBinaryGreater, CTorchBinaryGreaterOrEqual, CTorchBinaryLogicalAnd,
  CTorchBinaryLogicalOr, CTorchBinaryMaximum, CTorchBinaryMinimum
} CTorchBinary;

/// Operations of a tensor and a number.
typedef enum CTORCH_CLOSED CTorchScalar {
  CTorchScalarAdd, CTorchScalarMultiply, CTorchScalarDivide, CTorchScalarPower,
  CTorchScalarEqual, CTorchScalarLess, CTorchScalarGreater, CTorchScalarClampMinimum,
  CTorchScalarClampMaximum
} CTorchScalar;

/// Reductions over dimensions.
typedef enum CTORCH_CLOSED CTorchReduction {
  CTorchReductionSum, CTorchReductionMean, CTorchReductionMaximum, CTorchReductionVariance,
  CTorchReductionNorm
} CTorchReduction;

CTORCH_API CTorchStatus ctorch_unary(CTorchUnary operation, ctorch_in x, ctorch_out out);
CTORCH_API CTorchStatus ctorch_binary(CTorchBinary operation, ctorch_in x, ctorch_in y,
                                      ctorch_out out);
CTORCH_API CTorchStatus ctorch_scalar(CTorchScalar operation, ctorch_in x, double value,
                                      ctorch_out out);
/// Reduces over `count` dimensions; none means all of them. The variance is the biased one.
CTORCH_API CTorchStatus ctorch_reduce(CTorchReduction operation, ctorch_in x, ctorch_sizes dims,
                                      size_t count, bool keep, ctorch_out out);
CTORCH_API CTorchStatus ctorch_argmax(ctorch_in x, int64_t dim, bool keep, ctorch_out out);
CTORCH_API CTorchStatus ctorch_softmax(ctorch_in x, int64_t dim, ctorch_out out);
CTORCH_API CTorchStatus ctorch_log_softmax(ctorch_in x, int64_t dim, ctorch_out out);
CTORCH_API CTorchStatus ctorch_masked_fill(ctorch_in x, ctorch_in mask, double value,
                                           ctorch_out out);
CTORCH_API CTorchStatus ctorch_where(ctorch_in condition, ctorch_in x, ctorch_in y, ctorch_out out);
CTORCH_API CTorchStatus ctorch_cumulative_sum(ctorch_in x, int64_t dim, ctorch_out out);

#endif
