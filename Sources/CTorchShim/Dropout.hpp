// Dropout masks on the CPU, many times as fast as libtorch's own.
#pragma once

#include "Guard.hpp"

namespace ctorch {

/// 1 / (1 - p) where an element stays and 0 where it goes, in the shape and type of `x`.
///
/// Which ones go depends on the generator's state and on each element's place alone, so the number
/// of threads changes nothing.
at::Tensor dropout_mask(const at::Tensor &x, double probability);

/// Whether `dropout_mask` serves for this tensor; else libtorch's own dropout does.
bool has_fast_dropout(const at::Tensor &x);

}  // namespace ctorch
