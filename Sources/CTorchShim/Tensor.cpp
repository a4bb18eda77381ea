#include <cmath>
#include <cstring>
#include <memory>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <ATen/CPUGeneratorImpl.h>
#pragma clang diagnostic pop

#include "Guard.hpp"

namespace ctorch {

std::vector<at::Tensor> values(ctorch_in const *tensors, size_t count) {
  std::vector<at::Tensor> result;
  result.reserve(count);
  for (size_t index = 0; index < count; ++index) result.push_back(get(tensors[index]));
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
  TORCH_CHECK_TYPE(false, "unknown element type");
}

at::Scalar beside(const at::Tensor &tensor, double number) {
  constexpr double exact_integers = 9007199254740992.0;
  const bool is_whole = std::nearbyint(number) == number && std::abs(number) <= exact_integers;
  if (is_whole && c10::isIntegralType(tensor.scalar_type(), /*includeBool=*/true)) {
    return at::Scalar(static_cast<int64_t>(number));
  }
  return at::Scalar(number);
}

at::Device device(CTorchDevice device) {
  if (device.index < 0) return at::Device(at::kCPU);
  int32_t count = 0;
  (void)ctorch_cuda_devices(&count);
  TORCH_CHECK_VALUE(device.index < count, count == 0
                                              ? "this machine or this libtorch has no CUDA device"
                                              : "there is no CUDA device of that number");
  return at::Device(at::kCUDA, static_cast<at::DeviceIndex>(device.index));
}

namespace {
/// The sizes as far as they can be a tensor's of `bytes` bytes.
at::IntArrayRef fitting(ctorch_sizes shape, size_t rank, CTorchDType dtype, size_t bytes) {
  TORCH_CHECK_VALUE(shape != nullptr || rank == 0, "there is no shape");
  size_t needed = c10::elementSize(scalar_type(dtype));
  for (const int64_t size : sizes(shape, rank)) {
    TORCH_CHECK_VALUE(size >= 0, "a size is negative: ", size);
    TORCH_CHECK_VALUE(!__builtin_mul_overflow(needed, static_cast<size_t>(size), &needed),
                      "the shape is too large");
  }
  TORCH_CHECK_VALUE(needed == bytes, "the shape needs ", needed, " bytes, but ", bytes,
                    " were given");
  return sizes(shape, rank);
}

/// Memory of someone else, given back when the last tensor on it goes, but not if none was handed
/// out.
struct Loan {
  void *context;
  void (*release)(void *);
  bool is_handed_out = false;
  ~Loan() {
    if (is_handed_out) release(context);
  }
};

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
    at::Tensor host = at::empty(fitting(shape, rank, dtype, bytes), scalar_type(dtype));
    if (bytes > 0) std::memcpy(host.data_ptr(), data, bytes);
    return host.to(device(where));
  });
}

CTorchStatus ctorch_tensor_borrowing(void *data, size_t bytes, ctorch_sizes shape, size_t rank,
                                     CTorchDType dtype, void *context, void (*release)(void *),
                                     ctorch_out out) {
  std::shared_ptr<Loan> loan;
  const CTorchStatus status = produce(out, [&] {
    const at::IntArrayRef whole = fitting(shape, rank, dtype, bytes);
    const size_t alignment = c10::elementSize(scalar_type(dtype));
    TORCH_CHECK_VALUE(data != nullptr, "there is no memory");
    TORCH_CHECK_VALUE(reinterpret_cast<uintptr_t>(data) % alignment == 0,
                      "the memory is not aligned to ", alignment, " bytes");
    loan = std::make_shared<Loan>(Loan{context, release});
    return at::from_blob(data, whole, [loan](void *) mutable { loan.reset(); },
                         at::TensorOptions().dtype(scalar_type(dtype)));
  });
  if (status == CTorchStatusOK) loan->is_handed_out = true;
  return status;
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
  return guarded([&] { *out = static_cast<size_t>(get(tensor).dim()); });
}

CTorchStatus ctorch_shape(ctorch_in tensor, int64_t *out) {
  return guarded([&] {
    const auto shape = get(tensor).sizes();
    std::copy(shape.begin(), shape.end(), out);
  });
}

CTorchStatus ctorch_dtype(ctorch_in tensor, CTorchDType *out) {
  return guarded([&] { *out = dtype_of(get(tensor)); });
}

CTorchStatus ctorch_device(ctorch_in tensor, CTorchDevice *out) {
  return guarded([&] {
    const at::Device where = get(tensor).device();
    *out = CTorchDevice{where.is_cpu() ? -1 : static_cast<int32_t>(where.index())};
  });
}

CTorchStatus ctorch_read(ctorch_in tensor, void *data, size_t bytes) {
  return guarded([&] {
    const at::Tensor host = get(tensor).detach().to(at::kCPU).contiguous();
    TORCH_CHECK_VALUE(host.nbytes() == bytes, "the tensor has ", host.nbytes(),
                      " bytes, but room is for ", bytes);
    if (bytes > 0) std::memcpy(data, host.data_ptr(), bytes);
  });
}

CTorchStatus ctorch_data(ctorch_in tensor, const void **out) {
  return guarded([&] {
    const at::Tensor &host = get(tensor);
    TORCH_CHECK_VALUE(host.is_cpu() && host.is_contiguous(),
                      "the elements are not contiguous in the CPU's memory");
    *out = host.numel() == 0 ? nullptr : host.const_data_ptr();
  });
}

CTorchStatus ctorch_item(ctorch_in tensor, double *out) {
  return guarded([&] { *out = get(tensor).item().toDouble(); });
}

CTorchStatus ctorch_to_dtype(ctorch_in tensor, CTorchDType dtype, ctorch_out out) {
  return produce(out, [&] { return get(tensor).to(scalar_type(dtype)); });
}

CTorchStatus ctorch_to_device(ctorch_in tensor, CTorchDevice where, ctorch_out out) {
  return produce(out, [&] { return get(tensor).to(device(where)); });
}

CTorchStatus ctorch_clone(ctorch_in tensor, ctorch_out out) {
  return produce(out, [&] { return get(tensor).clone(); });
}
CTorchStatus ctorch_alias(ctorch_in tensor, ctorch_out out) {
  return produce(out, [&] { return get(tensor); });
}
