#include "Guard.hpp"

using namespace ctorch;

CTorchStatus ctorch_reshape(ctorch_in x, ctorch_sizes shape, size_t rank, ctorch_out out) {
  return produce(out, [&] { return get(x).reshape(sizes(shape, rank)); });
}
CTorchStatus ctorch_transpose(ctorch_in x, int64_t first, int64_t second, ctorch_out out) {
  return produce(out, [&] { return get(x).transpose(first, second); });
}
CTorchStatus ctorch_permute(ctorch_in x, ctorch_sizes dims, size_t rank, ctorch_out out) {
  return produce(out, [&] { return get(x).permute(sizes(dims, rank)); });
}
CTorchStatus ctorch_unsqueeze(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return get(x).unsqueeze(dim); });
}
CTorchStatus ctorch_squeeze(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return get(x).squeeze(dim); });
}
CTorchStatus ctorch_expand(ctorch_in x, ctorch_sizes shape, size_t rank, ctorch_out out) {
  return produce(out, [&] { return get(x).expand(sizes(shape, rank)); });
}
CTorchStatus ctorch_contiguous(ctorch_in x, ctorch_out out) {
  return produce(out, [&] { return get(x).contiguous(); });
}
CTorchStatus ctorch_cat(ctorch_in const *tensors, size_t count, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return at::cat(values(tensors, count), dim); });
}
CTorchStatus ctorch_stack(ctorch_in const *tensors, size_t count, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return at::stack(values(tensors, count), dim); });
}
CTorchStatus ctorch_narrow(ctorch_in x, int64_t dim, int64_t start, int64_t length,
                           ctorch_out out) {
  return produce(out, [&] { return get(x).narrow(dim, start, length); });
}
CTorchStatus ctorch_select(ctorch_in x, int64_t dim, int64_t index, ctorch_out out) {
  return produce(out, [&] { return get(x).select(dim, index); });
}
CTorchStatus ctorch_index_select(ctorch_in x, int64_t dim, ctorch_in index, ctorch_out out) {
  return produce(out, [&] { return get(x).index_select(dim, get(index)); });
}
CTorchStatus ctorch_gather(ctorch_in x, int64_t dim, ctorch_in index, ctorch_out out) {
  return produce(out, [&] { return get(x).gather(dim, get(index)); });
}
CTorchStatus ctorch_index_copy(ctorch_in x, int64_t dim, ctorch_in index, ctorch_in source,
                               ctorch_out out) {
  return produce(out, [&] { return get(x).index_copy(dim, get(index), get(source)); });
}
CTorchStatus ctorch_index_add(ctorch_in x, int64_t dim, ctorch_in index, ctorch_in source,
                              ctorch_out out) {
  return produce(out, [&] { return get(x).index_add(dim, get(index), get(source)); });
}
CTorchStatus ctorch_flip(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return get(x).flip(dim); });
}
CTorchStatus ctorch_pad(ctorch_in x, ctorch_sizes amounts, size_t count, double value,
                        ctorch_out out) {
  return produce(out, [&] { return at::constant_pad_nd(get(x), sizes(amounts, count), value); });
}
