#include "Dropout.hpp"
#include "RowPlacement.hpp"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <c10/core/impl/LocalDispatchKeySet.h>
#pragma clang diagnostic pop

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace ctorch;

namespace {
/// With dropout, libtorch has no fused kernel for the CPU, only these steps with its slow masks.
at::Tensor attend_with_dropout(const at::Tensor &query, const at::Tensor &key,
                               const at::Tensor &value, const std::optional<at::Tensor> &bias,
                               double dropout, std::optional<double> scale) {
  const double factor = scale.value_or(1 / std::sqrt(static_cast<double>(query.size(-1))));
  at::Tensor scores = at::matmul(query * factor, key.transpose(-2, -1));
  const bool is_mask = bias && bias->scalar_type() == at::kBool;
  if (is_mask) {
    // Finite, since a row of infinities has no softmax, and no gradient either.
    const double never = scores.scalar_type() == at::kHalf ? -6e4 : -1e30;
    scores = scores.masked_fill(bias->logical_not(), never);
  } else if (bias) {
    scores = scores + *bias;
  }
  at::Tensor weights = at::softmax(scores, -1);
  // A row that may attend to nothing is zero, as in libtorch.
  if (is_mask) weights = weights.masked_fill(bias->any(-1, true).logical_not(), 0.0);
  return at::matmul(weights * dropout_mask(weights, dropout), value);
}

at::Tensor attend(const at::Tensor &query, const at::Tensor &key, const at::Tensor &value,
                  const std::optional<at::Tensor> &bias, double dropout,
                  std::optional<double> scale) {
  if (dropout > 0 && has_fast_dropout(query)) {
    return attend_with_dropout(query, key, value, bias, dropout, scale);
  }
  return at::scaled_dot_product_attention(query, key, value, bias, dropout, /*is_causal=*/false,
                                          scale);
}

/// On the CPU, attention in bfloat16 is no faster forward and four times as slow backward.
struct InSingle {
  explicit InSingle(const at::Tensor &x) {
    if (x.is_cpu()) guard.emplace(c10::DispatchKeySet(c10::DispatchKey::AutocastCPU));
  }
  static at::Tensor from(const at::Tensor &x) { return x.is_cpu() ? x.to(at::kFloat) : x; }
  std::optional<c10::impl::ExcludeDispatchKeyGuard> guard;
};

/// Sequences whose lengths are so close that they may be padded to the longest.
struct Group {
  std::vector<int64_t> members;
  int64_t longest = 0;
  bool is_even = true;
  int64_t rows() const { return static_cast<int64_t>(members.size()) * longest; }
};

std::vector<Group> groups(at::IntArrayRef lengths) {
  std::vector<int64_t> order(lengths.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int64_t first, int64_t second) { return lengths[first] < lengths[second]; });
  std::vector<Group> groups;
  for (const int64_t member : order) {
    const int64_t length = lengths[member];
    // A group of its own costs more than some padding where sequences are short.
    if (groups.empty() || length > lengths[groups.back().members[0]] * 5 / 4 + 4) groups.emplace_back();
    Group &group = groups.back();
    group.is_even = group.members.empty() || (group.is_even && length == group.longest);
    group.longest = length;
    group.members.push_back(member);
  }
  return groups;
}

at::Tensor packed_attention(const at::Tensor &query, const at::Tensor &key, const at::Tensor &value,
                            at::IntArrayRef lengths, int64_t heads, double dropout) {
  const int64_t size = query.size(1);
  std::vector<int64_t> starts(lengths.size());
  std::exclusive_scan(lengths.begin(), lengths.end(), starts.begin(), int64_t(0));
  const std::vector<Group> parts = groups(lengths);
  std::vector<int64_t> sources, back(static_cast<size_t>(query.size(0))), sizes;
  for (const Group &group : parts) {
    for (const int64_t member : group.members) {
      for (int64_t step = 0; step < group.longest; ++step) {
        const bool is_real = step < lengths[member];
        if (is_real) back[starts[member] + step] = static_cast<int64_t>(sources.size());
        sources.push_back(is_real ? starts[member] + step : -1);
      }
    }
    sizes.push_back(group.rows());
  }
  const at::Tensor picks = at::tensor(sources, at::kLong);
  const auto placed = [&](const at::Tensor &states) {
    return place_rows(InSingle::from(states), picks).split_with_sizes(sizes, 0);
  };
  const auto queries = placed(query), keys = placed(key), values = placed(value);
  std::vector<at::Tensor> results;
  for (size_t index = 0; index < parts.size(); ++index) {
    const Group &group = parts[index];
    const auto count = static_cast<int64_t>(group.members.size());
    const auto split = [&](const at::Tensor &rows) {
      return rows.reshape({count, group.longest, heads, size / heads}).transpose(1, 2);
    };
    std::optional<at::Tensor> mask;
    if (!group.is_even) {
      std::vector<int64_t> real;
      for (const int64_t member : group.members) real.push_back(lengths[member]);
      mask = (at::arange(group.longest).unsqueeze(0) < at::tensor(real, at::kLong).unsqueeze(1))
                 .reshape({count, 1, 1, group.longest})
                 .to(query.device());
    }
    results.push_back(attend(split(queries[index]), split(keys[index]), split(values[index]), mask,
                             dropout, std::nullopt)
                          .transpose(1, 2)
                          .reshape({group.rows(), size}));
  }
  const at::Tensor joined = results.size() == 1 ? results[0] : at::cat(results, 0);
  return place_rows(joined, at::tensor(back, at::kLong)).to(query.scalar_type());
}
}  // namespace

CTorchStatus ctorch_scaled_dot_product_attention(ctorch_in query, ctorch_in key, ctorch_in value,
                                                 ctorch_maybe bias, double dropout,
                                                 const double *scale, ctorch_out out) {
  return produce(out, [&] {
    const at::Tensor &input = get(query);
    const std::optional<double> factor =
        scale == nullptr ? std::nullopt : std::optional<double>(*scale);
    if (input.scalar_type() != at::kBFloat16 && input.scalar_type() != at::kHalf) {
      return attend(input, get(key), get(value), maybe(bias), dropout, factor);
    }
    const InSingle single(input);
    return attend(InSingle::from(input), InSingle::from(get(key)), InSingle::from(get(value)),
                  maybe(bias), dropout, factor).to(input.scalar_type());
  });
}

CTorchStatus ctorch_packed_attention(ctorch_in query, ctorch_in key, ctorch_in value,
                                     ctorch_sizes lengths, size_t count, int64_t heads,
                                     double dropout, ctorch_out out) {
  return produce(out, [&] {
    const at::Tensor &input = get(query);
    const at::IntArrayRef counts = sizes(lengths, count);
    TORCH_CHECK_VALUE(input.dim() == 2 && heads > 0 && input.size(1) % heads == 0,
                      "[tokens, H] with H divisible by ", heads, " heads is needed, not ",
                      input.sizes());
    TORCH_CHECK_VALUE(get(key).sizes() == input.sizes() && get(value).sizes() == input.sizes(),
                      "query, key and value differ in shape");
    int64_t total = 0;
    for (const int64_t length : counts) {
      TORCH_CHECK_VALUE(length > 0 && length <= input.size(0), "a sequence has ", length,
                        " tokens");
      total += length;
    }
    TORCH_CHECK_VALUE(total == input.size(0) && count > 0, "the sequences have ", total,
                      " tokens, the matrix ", input.size(0));
    const InSingle single(input);
    return packed_attention(input, get(key), get(value), counts, heads, dropout);
  });
}
