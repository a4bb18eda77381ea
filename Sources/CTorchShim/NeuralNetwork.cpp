#include "Dropout.hpp"

using namespace ctorch;

CTorchStatus ctorch_linear(ctorch_in x, ctorch_in weight, ctorch_maybe bias, ctorch_out out) {
  return produce(out, [&] { return at::linear(get(x), get(weight), maybe(bias)); });
}

CTorchStatus ctorch_embedding(ctorch_in weight, ctorch_in indices, ctorch_out out) {
  return produce(out, [&] { return at::embedding(get(weight), get(indices)); });
}

CTorchStatus ctorch_layer_norm(ctorch_in x, ctorch_sizes shape, size_t rank, ctorch_maybe weight,
                               ctorch_maybe bias, double eps, ctorch_out out) {
  return produce(out, [&] {
    return at::layer_norm(get(x), sizes(shape, rank), maybe(weight), maybe(bias), eps);
  });
}

CTorchStatus ctorch_group_norm(ctorch_in x, int64_t groups, ctorch_maybe weight, ctorch_maybe bias,
                               double eps, ctorch_out out) {
  return produce(
      out, [&] { return at::group_norm(get(x), groups, maybe(weight), maybe(bias), eps); });
}

CTorchStatus ctorch_batch_norm(ctorch_in x, ctorch_maybe weight, ctorch_maybe bias,
                               ctorch_in running_mean, ctorch_in running_variance, bool training,
                               double momentum, double eps, ctorch_out out) {
  return produce(out, [&] {
    return at::batch_norm(get(x), maybe(weight), maybe(bias), get(running_mean),
                          get(running_variance), training, momentum, eps, false);
  });
}

CTorchStatus ctorch_dropout(ctorch_in x, double probability, bool training, ctorch_out out) {
  return produce(out, [&] {
    TORCH_CHECK_VALUE(probability >= 0 && probability <= 1, "the probability ", probability,
                      " is not in 0...1");
    const at::Tensor &input = get(x);
    if (!training || probability == 0) return input;
    if (!has_fast_dropout(input)) return at::dropout(input, probability, training);
    return input * dropout_mask(input, probability);
  });
}

CTorchStatus ctorch_conv1d(ctorch_in x, ctorch_in weight, ctorch_maybe bias, int64_t stride,
                           int64_t padding, int64_t dilation, int64_t groups, ctorch_out out) {
  return produce(out, [&] {
    return at::conv1d(get(x), get(weight), maybe(bias), stride, padding, dilation, groups);
  });
}

CTorchStatus ctorch_conv2d(ctorch_in x, ctorch_in weight, ctorch_maybe bias,
                           const int64_t stride[2], const int64_t padding[2],
                           const int64_t dilation[2], int64_t groups, ctorch_out out) {
  return produce(out, [&] {
    return at::conv2d(get(x), get(weight), maybe(bias), at::IntArrayRef(stride, 2),
                      at::IntArrayRef(padding, 2), at::IntArrayRef(dilation, 2), groups);
  });
}

CTorchStatus ctorch_lstm(ctorch_in x, ctorch_sizes lengths, size_t count, ctorch_in const *weights,
                         size_t num_weights, int64_t layers, bool bidirectional, double dropout,
                         bool training, ctorch_out out) {
  return produce(out, [&] {
    const at::Tensor &input = get(x);
    TORCH_CHECK(input.dim() == 3, "the input must be [B, T, D]");
    TORCH_CHECK(static_cast<size_t>(input.size(0)) == count, "one length a row is needed: ",
                input.size(0), " rows, ", count, " lengths");
    const int64_t directions = bidirectional ? 2 : 1;
    TORCH_CHECK(num_weights == static_cast<size_t>(4 * layers * directions), "expected ",
                4 * layers * directions, " weights, got ", num_weights);
    // Packing wants the longest row first.
    const at::Tensor true_lengths = at::tensor(sizes(lengths, count), at::kLong);
    TORCH_CHECK_VALUE(count > 0, "there are no rows");
    TORCH_CHECK(true_lengths.max().item<int64_t>() <= input.size(1),
                "a length is beyond the padded length ", input.size(1));
    const at::Tensor order = true_lengths.argsort(/*stable=*/true, 0, /*descending=*/true);
    const at::Tensor back = order.argsort();
    const at::Tensor sorted = input.index_select(0, order.to(input.device()));
    auto [data, batch_sizes] = at::_pack_padded_sequence(
        sorted, true_lengths.index_select(0, order), /*batch_first=*/true);
    const auto parameters = values(weights, num_weights);
    const int64_t hidden_size = parameters[1].size(1);
    const at::Tensor state = at::zeros(
        {layers * directions, static_cast<int64_t>(count), hidden_size}, input.options());
    const at::Tensor packed =
        std::get<0>(at::lstm(data, batch_sizes, {state, state}, parameters, /*has_biases=*/true,
                             layers, dropout, training, bidirectional));
    const at::Tensor padded = std::get<0>(
        at::_pad_packed_sequence(packed, batch_sizes, /*batch_first=*/true, 0.0, input.size(1)));
    return padded.index_select(0, back.to(input.device()));
  });
}

CTorchStatus ctorch_cross_entropy(ctorch_in logits, ctorch_in targets, ctorch_maybe class_weights,
                                  double label_smoothing, ctorch_out out) {
  return produce(out, [&] {
    return at::cross_entropy_loss(get(logits), get(targets), maybe(class_weights),
                                  at::Reduction::Mean, -100, label_smoothing);
  });
}
