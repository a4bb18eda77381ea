// Automatic casts of what is computed to a shorter type.
#ifndef CTORCH_AUTOCAST_H
#define CTORCH_AUTOCAST_H

#include "ctorch_tensor.h"

/// What operations on a kind of device are cast to, on this thread.
typedef struct CTorchAutocast {
  bool enabled;
  CTorchDType dtype;
} CTorchAutocast;

/// Begins a scope and hands out what was set before; every scope that began must be ended.
CTORCH_API CTorchStatus ctorch_autocast_begin(CTorchDevice device, CTorchAutocast setting,
                                              CTorchAutocast *CTORCH_NONNULL previous);
/// Ends a scope; the weights that were cast in it are forgotten with the outermost one.
CTORCH_API CTorchStatus ctorch_autocast_end(CTorchDevice device, CTorchAutocast previous);
CTORCH_API CTorchStatus ctorch_autocast(CTorchDevice device, CTorchAutocast *CTORCH_NONNULL out);

#endif
