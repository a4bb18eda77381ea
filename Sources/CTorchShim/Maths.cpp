#include "Guard.hpp"

using namespace ctorch;

namespace {
at::Tensor unary(CTorchUnary operation, const at::Tensor &x) {
  switch (operation) {
    case CTorchUnaryNegative: return x.neg();
    case CTorchUnaryExp: return x.exp();
    case CTorchUnaryLog: return x.log();
    case CTorchUnarySqrt: return x.sqrt();
    case CTorchUnaryTanh: return x.tanh();
    case CTorchUnarySigmoid: return x.sigmoid();
    case CTorchUnaryRelu: return x.relu();
    case CTorchUnarySilu: return at::silu(x);
    case CTorchUnaryAbs: return x.abs();
    case CTorchUnarySin: return x.sin();
    case CTorchUnaryCos: return x.cos();
    case CTorchUnaryLogicalNot: return x.logical_not();
    case CTorchUnaryGelu: return at::gelu(x);
    case CTorchUnaryGeluTanh: return at::gelu(x, "tanh");
    case CTorchUnaryIsFinite: return at::isfinite(x);
  }
  TORCH_CHECK(false, "unknown operation");
}

at::Tensor binary(CTorchBinary operation, const at::Tensor &x, const at::Tensor &y) {
  switch (operation) {
    case CTorchBinaryAdd: return x + y;
    case CTorchBinarySubtract: return x - y;
    case CTorchBinaryMultiply: return x * y;
    case CTorchBinaryDivide: return x / y;
    case CTorchBinaryMatmul: return at::matmul(x, y);
    case CTorchBinaryEqual: return x.eq(y);
    case CTorchBinaryNotEqual: return x.ne(y);
    case CTorchBinaryLess: return x.lt(y);
    case CTorchBinaryLessOrEqual: return x.le(y);
    case CTorchBinaryGreater: return x.gt(y);
    case CTorchBinaryGreaterOrEqual: return x.ge(y);
    case CTorchBinaryLogicalAnd: return x.logical_and(y);
    case CTorchBinaryLogicalOr: return x.logical_or(y);
    case CTorchBinaryMaximum: return at::maximum(x, y);
    case CTorchBinaryMinimum: return at::minimum(x, y);
  }
  TORCH_CHECK(false, "unknown operation");
}

at::Tensor scalar(CTorchScalar operation, const at::Tensor &x, const at::Scalar &value) {
  switch (operation) {
    case CTorchScalarAdd: return x + value;
    case CTorchScalarMultiply: return x * value;
    case CTorchScalarDivide: return x / value;
    case CTorchScalarPower: return x.pow(value);
    case CTorchScalarEqual: return x.eq(value);
    case CTorchScalarLess: return x.lt(value);
    case CTorchScalarGreater: return x.gt(value);
    case CTorchScalarClampMinimum: return x.clamp_min(value);
    case CTorchScalarClampMaximum: return x.clamp_max(value);
  }
  TORCH_CHECK(false, "unknown operation");
}

at::Tensor reduce(CTorchReduction operation, const at::Tensor &x, at::IntArrayRef dims, bool keep) {
  at::OptionalIntArrayRef over = dims.empty() ? at::OptionalIntArrayRef() : dims;
  switch (operation) {
    case CTorchReductionSum: return x.sum(over, keep);
    case CTorchReductionMean: return x.mean(over, keep);
    case CTorchReductionMaximum: return x.amax(dims, keep);
    case CTorchReductionVariance: return at::var(x, over, at::Scalar(0), keep);
    case CTorchReductionNorm: return at::linalg_vector_norm(x, 2, over, keep);
  }
  TORCH_CHECK(false, "unknown operation");
}
}  // namespace

CTorchStatus ctorch_unary(CTorchUnary operation, ctorch_in x, ctorch_out out) {
  return produce(out, [&] { return unary(operation, get(x)); });
}
CTorchStatus ctorch_binary(CTorchBinary operation, ctorch_in x, ctorch_in y, ctorch_out out) {
  return produce(out, [&] { return binary(operation, get(x), get(y)); });
}
CTorchStatus ctorch_scalar(CTorchScalar operation, ctorch_in x, double value, ctorch_out out) {
  return produce(out, [&] { return scalar(operation, get(x), beside(get(x), value)); });
}
CTorchStatus ctorch_reduce(CTorchReduction operation, ctorch_in x, ctorch_sizes dims, size_t count,
                           bool keep, ctorch_out out) {
  return produce(out, [&] { return reduce(operation, get(x), sizes(dims, count), keep); });
}
CTorchStatus ctorch_argmax(ctorch_in x, int64_t dim, bool keep, ctorch_out out) {
  return produce(out, [&] { return get(x).argmax(dim, keep); });
}
CTorchStatus ctorch_softmax(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return at::softmax(get(x), dim); });
}
CTorchStatus ctorch_log_softmax(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return at::log_softmax(get(x), dim); });
}
CTorchStatus ctorch_masked_fill(ctorch_in x, ctorch_in mask, double value, ctorch_out out) {
  return produce(out, [&] { return get(x).masked_fill(get(mask), beside(get(x), value)); });
}
CTorchStatus ctorch_where(ctorch_in condition, ctorch_in x, ctorch_in y, ctorch_out out) {
  return produce(out, [&] { return at::where(get(condition), get(x), get(y)); });
}
CTorchStatus ctorch_cumulative_sum(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return get(x).cumsum(dim); });
}
