// Rows put in other places.
#pragma once

#include "Guard.hpp"

namespace ctorch {

/// A tensor whose row `i` is row `sources[i]` of `x`, or zero where that is negative.
///
/// `x` has `count` rows; none of them may occur twice, and `sources` is an int64 tensor on the CPU.
at::Tensor place_rows(const at::Tensor &x, const at::Tensor &sources);

}  // namespace ctorch
