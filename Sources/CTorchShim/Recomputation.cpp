#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <ATen/Context.h>
#include <ATen/core/ivalue.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>
#pragma clang diagnostic pop

#include <memory>
#include <mutex>

#include "Guard.hpp"

using namespace ctorch;

namespace {
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The caller's function, given back when the last graph that may call it goes.
struct Body : torch::CustomClassHolder {
  Body(void *context, ctorch_function call, void (*release)(void *))
      : context(context), call(call), release(release) {}
  ~Body() override { release(context); }

  at::Tensor operator()(const at::Tensor &x) const {
    const ctorch_tensor input(x);
    ctorch_tensor *result = nullptr;
    const CTorchStatus status = call(context, &input, &result);
    const std::unique_ptr<ctorch_tensor> owned(result);
    TORCH_CHECK(status == CTorchStatusOK && owned != nullptr, ctorch_last_message());
    return owned->value;
  }

  void *context;
  ctorch_function call;
  void (*release)(void *);
};

/// The state that random numbers on a device are drawn from.
struct RandomNumbers {
  explicit RandomNumbers(at::Device device)
      : generator(at::globalContext().defaultGenerator(device)) {}
  at::Tensor save() {
    const std::lock_guard<std::mutex> lock(generator.mutex());
    return generator.get_state();
  }
  void restore(const at::Tensor &state) {
    const std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_state(state);
  }
  at::Generator generator;
};

struct Recomputation : torch::autograd::Function<Recomputation> {
  static at::Tensor forward(AutogradContext *context, const at::Tensor &x,
                            const c10::intrusive_ptr<Body> &body) {
    context->save_for_backward({x});
    context->saved_data["body"] = c10::IValue::make_capsule(body);
    context->saved_data["random"] = RandomNumbers(x.device()).save();
    const c10::AutoGradMode unrecorded(false);
    return (*body)(x);
  }

  static variable_list backward(AutogradContext *context, const variable_list &gradients) {
    const auto body =
        c10::static_intrusive_pointer_cast<Body>(context->saved_data["body"].toCapsule());
    const at::Tensor x = context->get_saved_variables()[0].detach().requires_grad_(true);
    // What dropout drew is drawn again, and what is drawn later does not notice.
    RandomNumbers random(x.device());
    const at::Tensor later = random.save();
    random.restore(context->saved_data["random"].toTensor());
    const c10::AutoGradMode recorded(true);
    const at::Tensor result = (*body)(x);
    random.restore(later);
    result.backward(gradients[0]);
    return {x.grad(), at::Tensor()};
  }
};
}  // namespace

CTorchStatus ctorch_recomputed(ctorch_in x, void *context, ctorch_function function,
                               void (*release)(void *), ctorch_out out) {
  return produce(out, [&] {
    const auto body = c10::make_intrusive<Body>(context, function, release);
    const at::Tensor &input = get(x);
    if (!c10::GradMode::is_enabled()) return (*body)(input);
    // Parameters inside get their gradients also where the input wants none.
    return Recomputation::apply(
        input.requires_grad() ? input : input.detach().requires_grad_(true), body);
  });
}
