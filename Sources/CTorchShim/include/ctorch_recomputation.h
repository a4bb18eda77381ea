// Memory for gradients traded against time.
#ifndef CTORCH_RECOMPUTATION_H
#define CTORCH_RECOMPUTATION_H

#include "ctorch_tensor.h"

/// A caller's function of one tensor: hands out an owned result, or reports why there is none.
typedef CTorchStatus (*ctorch_function)(void *CTORCH_NULLABLE context, ctorch_in x, ctorch_out out);

/// Calls `function` and keeps nothing of what it computes but its result: the backward pass calls it
/// again, with the random numbers that it first drew. `release(context)` is called once, when no
/// graph can call the function any more; on failure too.
CTORCH_API CTorchStatus ctorch_recomputed(ctorch_in x, void *CTORCH_NONNULL context,
                                          ctorch_function CTORCH_NONNULL function,
                                          void (*CTORCH_NONNULL release)(void *CTORCH_NULLABLE),
                                          ctorch_out out);

#endif
