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
  return guarded([&] { get(x).requires_grad_(value); });
}
CTorchStatus ctorch_requires_grad(ctorch_in x, bool *out) {
  return guarded([&] { *out = get(x).requires_grad(); });
}
CTorchStatus ctorch_backward(ctorch_in x, ctorch_maybe gradient) {
  return guarded([&] {
    if (gradient == nullptr) {
      get(x).backward();
    } else {
      get(x).backward(get(gradient));
    }
  });
}
CTorchStatus ctorch_grad(ctorch_in x, ctorch_out out) {
  return guarded([&] {
    // Asked of a tensor that was computed, libtorch prints a warning.
    const at::Tensor gradient = get(x).is_leaf() ? get(x).grad() : at::Tensor();
    if (gradient.defined()) *out = new ctorch_tensor(gradient);
  });
}
CTorchStatus ctorch_set_grad(ctorch_in x, ctorch_maybe gradient) {
  return guarded([&] {
    if (gradient == nullptr) {
      get(x).mutable_grad().reset();
      return;
    }
    const at::Tensor &value = get(gradient);
    TORCH_CHECK_VALUE(value.sizes() == get(x).sizes(), "the gradient has shape ", value.sizes());
    TORCH_CHECK_TYPE(value.dtype() == get(x).dtype(), "the gradient is of another type");
    get(x).mutable_grad() = value;
  });
}
CTorchStatus ctorch_detach(ctorch_in x, ctorch_out out) {
  return produce(out, [&] { return get(x).detach(); });
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
    TORCH_CHECK(get(x).sizes() == get(source).sizes(), "shapes differ: ", get(x).sizes(),
                " and ", get(source).sizes());
    get(x).copy_(get(source));
  });
}
CTorchStatus ctorch_add_in_place(ctorch_in x, ctorch_in y, double alpha) {
  return guarded([&] {
    NoGrad guard;
    get(x).add_(get(y), alpha);
  });
}
CTorchStatus ctorch_interpolate_in_place(ctorch_in x, ctorch_in y, double share) {
  return guarded([&] {
    NoGrad guard;
    get(x).lerp_(get(y), share);
  });
}
CTorchStatus ctorch_multiply_in_place(ctorch_in x, double value) {
  return guarded([&] {
    NoGrad guard;
    get(x).mul_(value);
  });
}
CTorchStatus ctorch_fill_in_place(ctorch_in x, double value) {
  return guarded([&] {
    NoGrad guard;
    get(x).fill_(value);
  });
}

CTorchStatus ctorch_gradient_norm(ctorch_in const *tensors, size_t count, double *out) {
  return guarded([&] {
    NoGrad guard;
    std::vector<at::Tensor> norms;
    for (size_t index = 0; index < count; ++index) {
      const at::Tensor gradient = get(tensors[index]).grad();
      if (gradient.defined()) norms.push_back(at::linalg_vector_norm(gradient).to(at::kCPU));
    }
    *out = norms.empty() ? 0 : at::linalg_vector_norm(at::stack(norms)).item<double>();
  });
}

CTorchStatus ctorch_scale_gradients(ctorch_in const *tensors, size_t count, double factor) {
  return guarded([&] {
    NoGrad guard;
    for (size_t index = 0; index < count; ++index) {
      at::Tensor gradient = get(tensors[index]).grad();
      if (gradient.defined()) gradient.mul_(factor);
    }
  });
}

CTorchStatus ctorch_adamw(ctorch_in const *parameters, ctorch_in const *first_moments,
                          ctorch_in const *second_moments, size_t count, CTorchAdamW settings) {
  return guarded([&] {
    NoGrad guard;
    std::vector<at::Tensor> targets, gradients, firsts, seconds;
    for (size_t index = 0; index < count; ++index) {
      const at::Tensor &parameter = get(parameters[index]);
      const at::Tensor &gradient = parameter.grad();
      if (!gradient.defined()) continue;
      // The fused kernel walks all of them as one stretch of memory, and checks nothing.
      for (const at::Tensor &each :
           {parameter, get(first_moments[index]), get(second_moments[index])}) {
        TORCH_CHECK_VALUE(each.is_contiguous(), "tensors of parameter ", index,
                          " are not contiguous");
        TORCH_CHECK_VALUE(each.sizes() == parameter.sizes(), "a moment of parameter ", index,
                          " has shape ", each.sizes(), ", not ", parameter.sizes());
        TORCH_CHECK_TYPE(each.dtype() == parameter.dtype(), "a moment of parameter ", index,
                         " is of another type");
      }
      targets.push_back(parameter);
      gradients.push_back(gradient.contiguous());
      firsts.push_back(get(first_moments[index]));
      seconds.push_back(get(second_moments[index]));
    }
    if (targets.empty()) return;
    // The kernel only reads the step, so that one tensor serves all parameters.
    const std::vector<at::Tensor> steps(
        targets.size(), at::full({}, static_cast<double>(settings.step),
                                 at::TensorOptions(at::kFloat).device(targets[0].device())));
    at::_fused_adamw_(targets, gradients, firsts, seconds, /*max_exp_avg_sqs=*/{}, steps,
                      settings.learning_rate, settings.beta1, settings.beta2,
                      settings.weight_decay, settings.eps, /*amsgrad=*/false, /*maximize=*/false);
  });
}
