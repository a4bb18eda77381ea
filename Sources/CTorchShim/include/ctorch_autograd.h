// Gradients, and the changes in place that optimizers make.
#ifndef CTORCH_AUTOGRAD_H
#define CTORCH_AUTOGRAD_H

#include "ctorch_tensor.h"

CTORCH_API CTorchStatus ctorch_set_requires_grad(ctorch_in x, bool value);
CTORCH_API CTorchStatus ctorch_requires_grad(ctorch_in x, bool *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_backward(ctorch_in x, ctorch_maybe gradient);
/// Hands out the gradient; leaves `out` as it is where there is none.
CTORCH_API CTorchStatus ctorch_grad(ctorch_in x, ctorch_out out);
/// Sets the gradient; NULL drops it.
CTORCH_API CTorchStatus ctorch_set_grad(ctorch_in x, ctorch_maybe gradient);
CTORCH_API CTorchStatus ctorch_detach(ctorch_in x, ctorch_out out);
/// Switches recording on this thread and hands out what it was.
CTORCH_API CTorchStatus ctorch_set_grad_mode(bool enabled, bool *CTORCH_NONNULL previous);

/// x ← source, converting type and device.
CTORCH_API CTorchStatus ctorch_copy_in_place(ctorch_in x, ctorch_in source);
/// x ← x + alpha · y
CTORCH_API CTorchStatus ctorch_add_in_place(ctorch_in x, ctorch_in y, double alpha);
/// x ← x + share · (y − x), in one pass over the memory.
CTORCH_API CTorchStatus ctorch_interpolate_in_place(ctorch_in x, ctorch_in y, double share);
/// x ← value · x
CTORCH_API CTorchStatus ctorch_multiply_in_place(ctorch_in x, double value);
CTORCH_API CTorchStatus ctorch_fill_in_place(ctorch_in x, double value);

/// The 2-norm of all gradients that the tensors have, as one vector.
CTORCH_API CTorchStatus ctorch_gradient_norm(ctorch_in const *CTORCH_NONNULL tensors, size_t count,
                                             double *CTORCH_NONNULL out);
/// Multiplies all gradients that the tensors have.
CTORCH_API CTorchStatus ctorch_scale_gradients(ctorch_in const *CTORCH_NONNULL tensors,
                                               size_t count, double factor);

/// Settings of one AdamW step.
typedef struct CTorchAdamW {
  double learning_rate, beta1, beta2, eps, weight_decay;
  /// The step that is taken, from 1.
  int64_t step;
} CTorchAdamW;

/// One AdamW step over all tensors that have a gradient.
CTORCH_API CTorchStatus ctorch_adamw(ctorch_in const *CTORCH_NONNULL parameters,
                                     ctorch_in const *CTORCH_NONNULL first_moments,
                                     ctorch_in const *CTORCH_NONNULL second_moments, size_t count,
                                     CTorchAdamW settings);

#endif
