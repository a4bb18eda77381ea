// The one place that C++ exceptions reach, and the tensor handle.
#pragma once

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <ATen/ATen.h>
#pragma clang diagnostic pop

#include <utility>
#include <vector>

#include "CTorchShim.h"

#pragma clang diagnostic error "-Wall"
#pragma clang diagnostic error "-Wextra"

struct ctorch_tensor {
  explicit ctorch_tensor(at::Tensor tensor);
  ~ctorch_tensor();
  ctorch_tensor(const ctorch_tensor &) = delete;
  ctorch_tensor &operator=(const ctorch_tensor &) = delete;
  at::Tensor value;
};

namespace ctorch {

/// Turns the exception in flight into a status and this thread's message.
CTorchStatus describe_current_exception() noexcept;
void clear_message() noexcept;

/// Runs a body; no exception leaves it.
template <typename Body>
CTorchStatus guarded(Body &&body) noexcept {
  try {
    clear_message();
    std::forward<Body>(body)();
    return CTorchStatusOK;
  } catch (...) {
    return describe_current_exception();
  }
}

/// Runs a body that makes a tensor; `out` is set only when it did.
template <typename Body>
CTorchStatus produce(ctorch_out out, Body &&body) noexcept {
  return guarded([&] {
    TORCH_CHECK_VALUE(out != nullptr, "there is no place for the result");
    *out = new ctorch_tensor(std::forward<Body>(body)());
  });
}

inline const at::Tensor &get(const ctorch_tensor *handle) {
  TORCH_CHECK_VALUE(handle != nullptr, "a tensor handle is null");
  return handle->value;
}

inline at::IntArrayRef sizes(ctorch_sizes values, size_t count) {
  return count == 0 ? at::IntArrayRef() : at::IntArrayRef(values, count);
}

inline std::optional<at::Tensor> maybe(ctorch_maybe tensor) {
  return tensor == nullptr ? std::nullopt : std::optional<at::Tensor>(tensor->value);
}

std::vector<at::Tensor> values(ctorch_in const *tensors, size_t count);
at::ScalarType scalar_type(CTorchDType dtype);
at::Device device(CTorchDevice device);

/// A whole number stays one beside a tensor of whole numbers, which would else become `float32`
/// and lose what is beyond 2^24.
at::Scalar beside(const at::Tensor &tensor, double number);

}  // namespace ctorch
