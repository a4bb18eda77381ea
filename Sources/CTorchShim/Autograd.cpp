#include <cmath>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <c10/core/GradMode.h>
#pragma clang diagnostic pop

#include "Guard.hpp"

using namespace ctorch;

namespace {
/// Optimizers change leaves, which autograd must not record.
struct NoGrad {
  c10::AutoGradMode guard{false};
};
}  // namespace

CTorchStatus ctorch_set_requires_grad(ctorch_in x, bool value) {
  return guarded([&] { x->value.requires_grad_(value); });
}
CTorchStatus ctorch_requires_grad(ctorch_in x, bool *out) {
  return guarded([&] { *out = x->value.requires_grad(); });
}
CTorchStatus ctorch_backward(ctorch_in x, ctorch_maybe gradient) {
  return guarded([&] {
    if (gradient == nullptr) {
      x->value.backward();
    } else {
      x->value.backward(gradient->value);
    }
  });
}
CTorchStatus ctorch_grad(ctorch_in x, ctorch_out out) {
  return guarded([&] {
    const at::Tensor gradient = x->value.grad();
    if (gradient.defined()) *out = new ctorch_tensor(gradient);
  });
}
CTorchStatus ctorch_set_grad(ctorch_in x, ctorch_maybe gradient) {
  return guarded([&] {
    x->value.mutable_grad() = gradient == nullptr ? at::Tensor() : gradient->value;
  });
}
CTorchStatus ctorch_detach(ctorch_in x, ctorch_out out) {
  return produce(out, [&] { return x->value.detach(); });
}
CTorchStatus ctorch_set_grad_mode(bool enabled, bool *previous) {
  return guarded([&] {
    *previous = c10::GradMode::is_enabled();
    c10::GradMode::set_enabled(enabled);
  });
}

CTorchStatus ctorch_copy_in_place(ctorch_in x, ctorch_in source) {
  return guarded([&] {
    NoGrad guard;
    TORCH_CHECK(x->value.sizes() == source->value.sizes(), "shapes differ: ", x->value.sizes(),
                " and ", source->value.sizes());
    x->value.copy_(source->value);
  });
}
CTorchStatus ctorch_add_in_place(ctorch_in x, ctorch_in y, double alpha) {
  return guarded([&] {
    NoGrad guard;
    x->value.add_(y->value, alpha);
  });
}
CTorchStatus ctorch_multiply_in_place(ctorch_in x, double value) {
  return guarded([&] {
    NoGrad guard;
    x->value.mul_(value);
  });
}
CTorchStatus ctorch_fill_in_place(ctorch_in x, double value) {
  return guarded([&] {
    NoGrad guard;
    x->value.fill_(value);
  });
}

CTorchStatus ctorch_gradient_norm(ctorch_in const *tensors, size_t count, double *out) {
  return guarded([&] {
    NoGrad guard;
    std::vector<at::Tensor> norms;
    for (size_t index = 0; index < count; ++index) {
      const at::Tensor gradient = tensors[index]->value.grad();
      if (gradient.defined()) norms.push_back(at::linalg_vector_norm(gradient).to(at::kCPU));
    }
    *out = norms.empty() ? 0 : at::linalg_vector_norm(at::stack(norms)).item<double>();
  });
}

CTorchStatus ctorch_scale_gradients(ctorch_in const *tensors, size_t count, double factor) {
  return guarded([&] {
    NoGrad guard;
    for (size_t index = 0; index < count; ++index) {
      at::Tensor gradient = tensors[index]->value.grad();
      if (gradient.defined()) gradient.mul_(factor);
    }
  });
}

CTorchStatus ctorch_adamw(ctorch_in const *parameters, ctorch_in const *first_moments,
                          ctorch_in const *second_moments, size_t count, CTorchAdamW settings) {
  return guarded([&] {
    NoGrad guard;
    const double correction1 = 1 - std::pow(settings.beta1, settings.step);
    const double correction2 = std::sqrt(1 - std::pow(settings.beta2, settings.step));
    for (size_t index = 0; index < count; ++index) {
      at::Tensor parameter = parameters[index]->value;
      const at::Tensor gradient = parameter.grad();
      if (!gradient.defined()) continue;
      at::Tensor first = first_moments[index]->value;
      at::Tensor second = second_moments[index]->value;
      parameter.mul_(1 - settings.learning_rate * settings.weight_decay);
      first.lerp_(gradient, 1 - settings.beta1);
      second.mul_(settings.beta2).addcmul_(gradient, gradient, 1 - settings.beta2);
      const at::Tensor denominator = (second.sqrt() / correction2).add_(settings.eps);
      parameter.addcdiv_(first, denominator, -settings.learning_rate / correction1);
    }
  });
}
