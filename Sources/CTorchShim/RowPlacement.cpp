#include "RowPlacement.hpp"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#pragma clang diagnostic pop

#include <cstring>

namespace {
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

at::Tensor placed(const at::Tensor &x, const at::Tensor &sources) {
  const int64_t count = sources.numel(), row = x.numel() / std::max<int64_t>(1, x.size(0));
  auto shape = x.sizes().vec();
  shape[0] = count;
  if (!x.device().is_cpu()) {
    const at::Tensor there = sources.to(x.device());
    auto columns = std::vector<int64_t>(shape.size(), 1);
    columns[0] = count;
    return x.index_select(0, there.clamp_min(0)).masked_fill_((there < 0).reshape(columns), 0);
  }
  const at::Tensor from = x.contiguous();
  at::Tensor to = at::empty(shape, x.options());
  const int64_t *picks = sources.const_data_ptr<int64_t>();
  const size_t bytes = static_cast<size_t>(row) * from.element_size();
  const auto *source = static_cast<const char *>(from.const_data_ptr());
  auto *target = static_cast<char *>(to.data_ptr());
  at::parallel_for(0, count, 64, [&](int64_t begin, int64_t end) {
    for (int64_t index = begin; index < end; ++index) {
      char *place = target + static_cast<size_t>(index) * bytes;
      if (picks[index] < 0) {
        std::memset(place, 0, bytes);
      } else {
        std::memcpy(place, source + static_cast<size_t>(picks[index]) * bytes, bytes);
      }
    }
  });
  return to;
}

/// Since every row goes to one place at most, its gradient is a row and not a sum of rows;
/// libtorch's `index_select` adds rows up one after the other, which costs more than the attention
/// that the rows are placed for.
struct RowPlacement : torch::autograd::Function<RowPlacement> {
  static at::Tensor forward(AutogradContext *context, const at::Tensor &x,
                            const at::Tensor &sources, const at::Tensor &back) {
    context->save_for_backward({back});
    return placed(x, sources);
  }
  static variable_list backward(AutogradContext *context, const variable_list &gradients) {
    return {placed(gradients[0], context->get_saved_variables()[0]), at::Tensor(), at::Tensor()};
  }
};
}  // namespace

namespace ctorch {

at::Tensor place_rows(const at::Tensor &x, const at::Tensor &sources) {
  at::Tensor back = at::full({x.size(0)}, -1, at::kLong);
  int64_t *places = back.mutable_data_ptr<int64_t>();
  const int64_t *picks = sources.const_data_ptr<int64_t>();
  for (int64_t index = 0; index < sources.numel(); ++index) {
    if (picks[index] < 0) continue;
    TORCH_CHECK_INDEX(picks[index] < x.size(0), "row ", picks[index], " of ", x.size(0));
    TORCH_CHECK_VALUE(places[picks[index]] < 0, "row ", picks[index], " is placed twice");
    places[picks[index]] = index;
  }
  return RowPlacement::apply(x, sources, back);
}

}  // namespace ctorch
