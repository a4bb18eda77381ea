// A C interface over libtorch.
//
// Ownership: every function that hands out a tensor gives the caller one owned handle, to be given
// back with ctorch_tensor_free; arguments are borrowed for the call. On failure an out-parameter is
// left as it was. No C++ exception leaves this interface.
#ifndef CTORCHSHIM_H
#define CTORCHSHIM_H

#include "ctorch_autocast.h"
#include "ctorch_autograd.h"
#include "ctorch_distributed.h"
#include "ctorch_maths.h"
#include "ctorch_nn.h"
#include "ctorch_recomputation.h"
#include "ctorch_runtime.h"
#include "ctorch_shape.h"
#include "ctorch_status.h"
#include "ctorch_tensor.h"

#endif
