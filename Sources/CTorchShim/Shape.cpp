#include "Guard.hpp"

using namespace ctorch;

CTorchStatus ctorch_reshape(ctorch_in x, ctorch_sizes shape, size_t rank, ctorch_out out) {
  return produce(out, [&] { return x->value.reshape(sizes(shape, rank)); });
}
CTorchStatus ctorch_transpose(ctorch_in x, int64_t first, int64_t second, ctorch_out out) {
  return produce(out, [&] { return x->value.transpose(first, second); });
}
CTorchStatus ctorch_permute(ctorch_in x, ctorch_sizes dims, size_t rank, ctorch_out out) {
  return produce(out, [&] { return x->value.permute(sizes(dims, rank)); });
}
CTorchStatus ctorch_unsqueeze(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return x->value.unsqueeze(dim); });
}
CTorchStatus ctorch_squeeze(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return x->value.squeeze(dim); });
}
CTorchStatus ctorch_expand(ctorch_in x, ctorch_sizes shape, size_t rank, ctorch_out out) {
  return produce(out, [&] { return x->value.expand(sizes(shape, rank)); });
}
CTorchStatus ctorch_contiguous(ctorch_in x, ctorch_out out) {
  return produce(out, [&] { return x->value.contiguous(); });
}
CTorchStatus ctorch_cat(ctorch_in const *tensors, size_t count, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return at::cat(values(tensors, count), dim); });
}
CTorchStatus ctorch_stack(ctorch_in const *tensors, size_t count, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return at::stack(values(tensors, count), dim); });
}
CTorchStatus ctorch_narrow(ctorch_in x, int64_t dim, int64_t start, int64_t length,
                           ctorch_out out) {
  return produce(out, [&] { return x->value.narrow(dim, start, length); });
}
CTorchStatus ctorch_select(ctorch_in x, int64_t dim, int64_t index, ctorch_out out) {
  return produce(out, [&] { return x->value.select(dim, index); });
}
CTorchStatus ctorch_index_select(ctorch_in x, int64_t dim, ctorch_in index, ctorch_out out) {
  return produce(out, [&] { return x->value.index_select(dim, index->value); });
}
CTorchStatus ctorch_gather(ctorch_in x, int64_t dim, ctorch_in index, ctorch_out out) {
  return produce(out, [&] { return x->value.gather(dim, index->value); });
}
CTorchStatus ctorch_index_copy(ctorch_in x, int64_t dim, ctorch_in index, ctorch_in source,
                               ctorch_out out) {
  return produce(out, [&] { return x->value.index_copy(dim, index->value, source->value); });
}
CTorchStatus ctorch_index_add(ctorch_in x, int64_t dim, ctorch_in index, ctorch_in source,
                              ctorch_out out) {
  return produce(out, [&] { return x->value.index_add(dim, index->value, source->value); });
}
CTorchStatus ctorch_flip(ctorch_in x, int64_t dim, ctorch_out out) {
  return produce(out, [&] { return x->value.flip(dim); });
}
CTorchStatus ctorch_pad(ctorch_in x, ctorch_sizes amounts, size_t count, double value,
                        ctorch_out out) {
  return produce(out, [&] { return at::constant_pad_nd(x->value, sizes(amounts, count), value); });
}
