#include "Distributed.hpp"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <torch/csrc/distributed/c10d/reducer.hpp>
#pragma clang diagnostic pop

using namespace ctorch;

struct ctorch_reducer {
  ctorch_group *group;
  /// A number that no optimizer knows and every backward pass uses: so a pass has an end, where sums
  /// are waited for, also in a process whose share of a step is nothing.
  at::Tensor anchor;
  std::unique_ptr<c10d::Reducer> value;
};

namespace {

/// Sums without dividing: the losses are weighted by what the whole step holds.
class SumHook : public c10d::CppCommHookInterface<c10::intrusive_ptr<c10d::ProcessGroup>> {
 public:
  using CppCommHookInterface::CppCommHookInterface;
  c10::intrusive_ptr<c10::ivalue::Future> runHook(c10d::GradBucket &bucket) override {
    std::vector<at::Tensor> tensors{bucket.getBufferRef()};
    return state_->allreduce(tensors)->getFuture();
  }
};

ctorch_reducer *new_reducer(ctorch_group *group, std::vector<at::Tensor> parameters,
                            size_t piece_bytes) {
  for (const at::Tensor &parameter : parameters) {
    TORCH_CHECK_VALUE(parameter.is_leaf() && parameter.requires_grad(),
                      "a parameter of shape ", parameter.sizes(), " records no gradient");
  }
  auto reducer = std::make_unique<ctorch_reducer>();
  reducer->group = group;
  at::TensorOptions options(at::kFloat);
  if (!parameters.empty()) options = options.device(parameters[0].device());
  // First in the order of use, so it is among the last whose gradient comes.
  reducer->anchor = at::zeros({}, options).requires_grad_(true);
  parameters.insert(parameters.begin(), reducer->anchor);
  const std::vector<bool> sparse(parameters.size(), false);
  communicate(*group, [&] {
    // A small first piece is under way early; the last layers' gradients come first.
    const size_t first = std::min<size_t>(piece_bytes, c10d::kDefaultFirstBucketBytes);
    auto pieces = std::get<0>(
        c10d::compute_bucket_assignment_by_size(parameters, {first, piece_bytes}, sparse));
    std::reverse(pieces.begin(), pieces.end());
    c10d::verify_params_across_processes(group->value, parameters, std::nullopt);
    reducer->value = std::make_unique<c10d::Reducer>(
        parameters, pieces, group->value, sparse, static_cast<int64_t>(piece_bytes),
        /*find_unused_parameters=*/true, /*gradient_as_bucket_view=*/false,
        std::unordered_map<size_t, std::string>{}, static_cast<int64_t>(first),
        /*skip_all_reduce_unused_params=*/false, /*use_python_reducer=*/false,
        /*bucket_bytes_cap_list=*/std::vector<int64_t>{});
    reducer->value->register_comm_hook(std::make_unique<SumHook>(group->value));
  });
  return reducer.release();
}

}  // namespace

CTorchStatus ctorch_reducer_new(ctorch_group *group, ctorch_in const *parameters, size_t count,
                                size_t piece_bytes, ctorch_reducer **out) {
  return guarded([&] { *out = new_reducer(group, values(parameters, count), piece_bytes); });
}
void ctorch_reducer_free(ctorch_reducer *reducer) noexcept {
  guarded([&] {
    // Its sums may be under way for ever.
    if (reducer != nullptr && !reducer->group->is_broken) delete reducer;
  });
}
CTorchStatus ctorch_reducer_backward(ctorch_reducer *reducer, ctorch_maybe loss) {
  return guarded([&] {
    // Its gradient is 1 in every pass and no one's concern; its value stays 0.
    const at::Tensor root = loss == nullptr ? reducer->anchor * 1 : get(loss) + reducer->anchor;
    communicate(*reducer->group, [&] {
      reducer->value->prepare_for_backward({root});
      root.backward();
    });
    reducer->anchor.mutable_grad().reset();
  });
}
