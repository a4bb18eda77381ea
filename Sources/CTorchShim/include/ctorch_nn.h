// What neural networks are made of.
#ifndef CTORCH_NN_H
#define CTORCH_NN_H

#include "ctorch_tensor.h"

CTORCH_API CTorchStatus ctorch_linear(ctorch_in x, ctorch_in weight, ctorch_maybe bias,
                                      ctorch_out out);
CTORCH_API CTorchStatus ctorch_embedding(ctorch_in weight, ctorch_in indices, ctorch_out out);
CTORCH_API CTorchStatus ctorch_layer_norm(ctorch_in x, ctorch_sizes shape, size_t rank,
                                          ctorch_maybe weight, ctorch_maybe bias, double eps,
                                          ctorch_out out);
CTORCH_API CTorchStatus ctorch_group_norm(ctorch_in x, int64_t groups, ctorch_maybe weight,
                                          ctorch_maybe bias, double eps, ctorch_out out);
/// In training the running statistics are updated in place.
CTORCH_API CTorchStatus ctorch_batch_norm(ctorch_in x, ctorch_maybe weight, ctorch_maybe bias,
                                          ctorch_in running_mean, ctorch_in running_variance,
                                          bool training, double momentum, double eps,
                                          ctorch_out out);
CTORCH_API CTorchStatus ctorch_dropout(ctorch_in x, double probability, bool training,
                                       ctorch_out out);
CTORCH_API CTorchStatus ctorch_conv1d(ctorch_in x, ctorch_in weight, ctorch_maybe bias,
                                      int64_t stride, int64_t padding, int64_t dilation,
                                      int64_t groups, ctorch_out out);
/// Stride, padding and dilation are (height, width) pairs.
CTORCH_API CTorchStatus ctorch_conv2d(ctorch_in x, ctorch_in weight, ctorch_maybe bias,
                                      const int64_t stride[CTORCH_NONNULL 2],
                                      const int64_t padding[CTORCH_NONNULL 2],
                                      const int64_t dilation[CTORCH_NONNULL 2], int64_t groups,
                                      ctorch_out out);
/// Runs an LSTM over padded rows of true lengths.
///
/// `x` is [B, T, D]; `lengths` holds B numbers in 1...T. The weights stand layer by layer and
/// direction by direction as w_ih, w_hh, b_ih, b_hh. The result is [B, T, directions * H], zero
/// behind each row's length.
CTORCH_API CTorchStatus ctorch_lstm(ctorch_in x, ctorch_sizes lengths, size_t count,
                                    ctorch_in const *CTORCH_NONNULL weights, size_t num_weights,
                                    int64_t layers, bool bidirectional, double dropout,
                                    bool training, ctorch_out out);
/// `bias` is added to the scores, or is boolean with true for what may be attended to.
CTORCH_API CTorchStatus ctorch_scaled_dot_product_attention(ctorch_in query, ctorch_in key,
                                                            ctorch_in value, ctorch_maybe bias,
                                                            double dropout,
                                                            const double *CTORCH_NULLABLE scale,
                                                            ctorch_out out);
/// Attention within each of `count` sequences that stand one after another.
///
/// Query, key, value and the result are [tokens, H]; `lengths` are at least 1 and sum to the tokens.
CTORCH_API CTorchStatus ctorch_packed_attention(ctorch_in query, ctorch_in key, ctorch_in value,
                                                ctorch_sizes lengths, size_t count, int64_t heads,
                                                double dropout, ctorch_out out);
CTORCH_API CTorchStatus ctorch_cross_entropy(ctorch_in logits, ctorch_in targets,
                                             ctorch_maybe class_weights, double label_smoothing,
                                             ctorch_out out);

#endif
