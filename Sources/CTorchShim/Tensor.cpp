#include <cstring>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <ATen/CPUGeneratorImpl.h>
#pragma clang diagnostic pop

#include "Guard.hpp"

namespace ctorch {

std::vector<at::Tensor> values(ctorch_in const *tensors, size_t count) {
  std::vector<at::Tensor> result;
  result.reserve(count);
  for (size_t index = 0; index < count; ++index) result.push_back(tensors[index]->value);
  return result;
}

at::ScalarType scalar_type(CTorchDType dtype) {
  switch (dtype) {
    case CTorchDTypeFloat32: return at::kFloat;
    case CTorchDTypeBFloat16: return at::kBFloat16;
    case CTorchDTypeFloat16: return at::kHalf;
    case CTorchDTypeInt64: return at::kLong;
    case CTorchDTypeInt32: return at::kInt;
    case CTorchDTypeUInt8: return at::kByte;
    case CTorchDTypeBool: return at::kBool;
    case CTorchDTypeFloat64: return at::kDouble;
  }
  TORCH_CHECK(false, "unknown element type");
}

at::Device device(CTorchDevice device) {
  if (device.index < 0) return at::Device(at::kCPU);
  return at::Device(at::kCUDA, static_cast<at::DeviceIndex>(device.index));
}

namespace {
at::TensorOptions options(CTorchDType dtype, CTorchDevice where) {
  return at::TensorOptions().dtype(scalar_type(dtype)).device(device(where));
}

CTorchDType dtype_of(const at::Tensor &tensor) {
  switch (tensor.scalar_type()) {
    case at::kFloat: return CTorchDTypeFloat32;
    case at::kBFloat16: return CTorchDTypeBFloat16;
    case at::kHalf: return CTorchDTypeFloat16;
    case at::kLong: return CTorchDTypeInt64;
    case at::kInt: return CTorchDTypeInt32;
    case at::kByte: return CTorchDTypeUInt8;
    case at::kBool: return CTorchDTypeBool;
    case at::kDouble: return CTorchDTypeFloat64;
    default: TORCH_CHECK(false, "element type ", tensor.scalar_type(), " is not supported");
  }
}
}  // namespace
}  // namespace ctorch

using namespace ctorch;

void ctorch_tensor_free(ctorch_tensor *tensor) noexcept {
  (void)guarded([&] { delete tensor; });
}

CTorchStatus ctorch_tensor_copying(const void *data, size_t bytes, ctorch_sizes shape, size_t rank,
                                   CTorchDType dtype, CTorchDevice where, ctorch_out out) {
  return produce(out, [&] {
    at::Tensor host = at::empty(sizes(shape, rank), at::TensorOptions().dtype(scalar_type(dtype)));
    TORCH_CHECK(host.nbytes() == bytes, "the shape needs ", host.nbytes(), " bytes, but ", bytes,
                " were given");
    if (bytes > 0) std::memcpy(host.data_ptr(), data, bytes);
    return host.to(device(where));
  });
}

CTorchStatus ctorch_tensor_borrowing(void *data, ctorch_sizes shape, size_t rank, CTorchDType dtype,
                                     void *context, void (*release)(void *), ctorch_out out) {
  return produce(out, [&] {
    return at::from_blob(data, sizes(shape, rank), [context, release](void *) { release(context); },
                         at::TensorOptions().dtype(scalar_type(dtype)));
  });
}

CTorchStatus ctorch_full(ctorch_sizes shape, size_t rank, double value, CTorchDType dtype,
                         CTorchDevice where, ctorch_out out) {
  return produce(out, [&] { return at::full(sizes(shape, rank), value, options(dtype, where)); });
}

CTorchStatus ctorch_arange(int64_t end, CTorchDevice where, ctorch_out out) {
  return produce(out, [&] { return at::arange(end, options(CTorchDTypeInt64, where)); });
}

CTorchStatus ctorch_uniform(ctorch_sizes shape, size_t rank, double from, double to,
                            ctorch_out out) {
  return produce(out, [&] { return at::empty(sizes(shape, rank)).uniform_(from, to); });
}

CTorchStatus ctorch_normal(ctorch_sizes shape, size_t rank, double mean, double std,
                           ctorch_out out) {
  return produce(out, [&] { return at::empty(sizes(shape, rank)).normal_(mean, std); });
}

CTorchStatus ctorch_uniform_seeded(ctorch_sizes shape, size_t rank, double from, double to,
                                   uint64_t seed, ctorch_out out) {
  return produce(out, [&] {
    return at::empty(sizes(shape, rank)).uniform_(from, to, at::detail::createCPUGenerator(seed));
  });
}

CTorchStatus ctorch_normal_seeded(ctorch_sizes shape, size_t rank, double mean, double std,
                                  uint64_t seed, ctorch_out out) {
  return produce(out, [&] {
    return at::empty(sizes(shape, rank)).normal_(mean, std, at::detail::createCPUGenerator(seed));
  });
}

CTorchStatus ctorch_rank(ctorch_in tensor, size_t *out) {
  return guarded([&] { *out = static_cast<size_t>(tensor->value.dim()); });
}

CTorchStatus ctorch_shape(ctorch_in tensor, int64_t *out) {
  return guarded([&] {
    const auto shape = tensor->value.sizes();
    std::copy(shape.begin(), shape.end(), out);
  });
}

CTorchStatus ctorch_dtype(ctorch_in tensor, CTorchDType *out) {
  return guarded([&] { *out = dtype_of(tensor->value); });
}

CTorchStatus ctorch_device(ctorch_in tensor, CTorchDevice *out) {
  return guarded([&] {
    const at::Device where = tensor->value.device();
    *out = CTorchDevice{where.is_cpu() ? -1 : static_cast<int32_t>(where.index())};
  });
}

CTorchStatus ctorch_read(ctorch_in tensor, void *data, size_t bytes) {
  return guarded([&] {
    const at::Tensor host = tensor->value.detach().to(at::kCPU).contiguous();
    TORCH_CHECK(host.nbytes() == bytes, "the tensor has ", host.nbytes(), " bytes, but room is for ",
                bytes);
    if (bytes > 0) std::memcpy(data, host.data_ptr(), bytes);
  });
}

CTorchStatus ctorch_item(ctorch_in tensor, double *out) {
  return guarded([&] { *out = tensor->value.item().toDouble(); });
}

CTorchStatus ctorch_to_dtype(ctorch_in tensor, CTorchDType dtype, ctorch_out out) {
  return produce(out, [&] { return tensor->value.to(scalar_type(dtype)); });
}

CTorchStatus ctorch_to_device(ctorch_in tensor, CTorchDevice where, ctorch_out out) {
  return produce(out, [&] { return tensor->value.to(device(where)); });
}

CTorchStatus ctorch_clone(ctorch_in tensor, ctorch_out out) {
  return produce(out, [&] { return tensor->value.clone(); });
}
