// Views and rearrangements; a negative dimension counts from the last.
#ifndef CTORCH_SHAPE_H
#define CTORCH_SHAPE_H

#include "ctorch_tensor.h"

CTORCH_API CTorchStatus ctorch_reshape(ctorch_in x, ctorch_sizes shape, size_t rank,
                                       ctorch_out out);
CTORCH_API CTorchStatus ctorch_transpose(ctorch_in x, int64_t first, int64_t second,
                                         ctorch_out out);
CTORCH_API CTorchStatus ctorch_permute(ctorch_in x, ctorch_sizes dims, size_t rank, ctorch_out out);
CTORCH_API CTorchStatus ctorch_unsqueeze(ctorch_in x, int64_t dim, ctorch_out out);
CTORCH_API CTorchStatus ctorch_squeeze(ctorch_in x, int64_t dim, ctorch_out out);
CTORCH_API CTorchStatus ctorch_expand(ctorch_in x, ctorch_sizes shape, size_t rank, ctorch_out out);
CTORCH_API CTorchStatus ctorch_contiguous(ctorch_in x, ctorch_out out);
CTORCH_API CTorchStatus ctorch_cat(ctorch_in const *CTORCH_NONNULL tensors, size_t count,
                                   int64_t dim, ctorch_out out);
CTORCH_API CTorchStatus ctorch_stack(ctorch_in const *CTORCH_NONNULL tensors, size_t count,
                                     int64_t dim, ctorch_out out);
CTORCH_API CTorchStatus ctorch_narrow(ctorch_in x, int64_t dim, int64_t start, int64_t length,
                                      ctorch_out out);
CTORCH_API CTorchStatus ctorch_select(ctorch_in x, int64_t dim, int64_t index, ctorch_out out);
CTORCH_API CTorchStatus ctorch_index_select(ctorch_in x, int64_t dim, ctorch_in index,
                                            ctorch_out out);
CTORCH_API CTorchStatus ctorch_gather(ctorch_in x, int64_t dim, ctorch_in index, ctorch_out out);
CTORCH_API CTorchStatus ctorch_index_copy(ctorch_in x, int64_t dim, ctorch_in index,
                                          ctorch_in source, ctorch_out out);
CTORCH_API CTorchStatus ctorch_index_add(ctorch_in x, int64_t dim, ctorch_in index,
                                         ctorch_in source, ctorch_out out);
CTORCH_API CTorchStatus ctorch_flip(ctorch_in x, int64_t dim, ctorch_out out);
/// Pads with a constant; `amounts` holds a (before, after) pair a dimension, the last one first.
CTORCH_API CTorchStatus ctorch_pad(ctorch_in x, ctorch_sizes amounts, size_t count, double value,
                                   ctorch_out out);

#endif
