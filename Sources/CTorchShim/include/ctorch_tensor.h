// Making tensors, asking about them and reading them.
#ifndef CTORCH_TENSOR_H
#define CTORCH_TENSOR_H

#include "ctorch_status.h"

/// A tensor handle.
typedef struct ctorch_tensor ctorch_tensor;

/// Element types; the numbers are this interface's own.
typedef enum CTORCH_CLOSED CTorchDType {
  CTorchDTypeFloat32 = 0,
  CTorchDTypeBFloat16 = 1,
  CTorchDTypeFloat16 = 2,
  CTorchDTypeInt64 = 3,
  CTorchDTypeInt32 = 4,
  CTorchDTypeUInt8 = 5,
  CTorchDTypeBool = 6,
  CTorchDTypeFloat64 = 7
} CTorchDType;

/// A device: index -1 is the CPU, 0 and up are CUDA devices.
typedef struct CTorchDevice {
  int32_t index;
} CTorchDevice;

typedef ctorch_tensor *CTORCH_NULLABLE *CTORCH_NONNULL ctorch_out;
typedef const ctorch_tensor *CTORCH_NONNULL ctorch_in;
typedef const ctorch_tensor *CTORCH_NULLABLE ctorch_maybe;
typedef const int64_t *CTORCH_NULLABLE ctorch_sizes;

/// Gives a handle back; NULL is allowed.
CTORCH_API void ctorch_tensor_free(ctorch_tensor *CTORCH_NULLABLE tensor) CTORCH_NOEXCEPT;

/// Copies `bytes` of contiguous elements from host memory.
CTORCH_API CTorchStatus ctorch_tensor_copying(const void *CTORCH_NULLABLE data, size_t bytes,
                                              ctorch_sizes shape, size_t rank, CTorchDType dtype,
                                              CTorchDevice device, ctorch_out out);
/// Uses host memory in place; `release(context)` is called once when the last tensor that shares
/// the memory goes. On failure it is not called.
CTORCH_API CTorchStatus ctorch_tensor_borrowing(void *CTORCH_NONNULL data, size_t bytes,
                                                ctorch_sizes shape, size_t rank, CTorchDType dtype,
                                                void *CTORCH_NONNULL context,
                                              void (*CTORCH_NONNULL release)(void *CTORCH_NULLABLE),
                                                ctorch_out out);
CTORCH_API CTorchStatus ctorch_full(ctorch_sizes shape, size_t rank, double value,
                                    CTorchDType dtype, CTorchDevice device, ctorch_out out);
CTORCH_API CTorchStatus ctorch_arange(int64_t end, CTorchDevice device, ctorch_out out);
CTORCH_API CTorchStatus ctorch_uniform(ctorch_sizes shape, size_t rank, double from, double to,
                                       ctorch_out out);
CTORCH_API CTorchStatus ctorch_normal(ctorch_sizes shape, size_t rank, double mean, double std,
                                      ctorch_out out);
/// As the two above, drawn from a generator of its own with that seed.
CTORCH_API CTorchStatus ctorch_uniform_seeded(ctorch_sizes shape, size_t rank, double from,
                                              double to, uint64_t seed, ctorch_out out);
CTORCH_API CTorchStatus ctorch_normal_seeded(ctorch_sizes shape, size_t rank, double mean,
                                             double std, uint64_t seed, ctorch_out out);

CTORCH_API CTorchStatus ctorch_rank(ctorch_in tensor, size_t *CTORCH_NONNULL out);
/// Writes `rank` sizes.
CTORCH_API CTorchStatus ctorch_shape(ctorch_in tensor, int64_t *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_dtype(ctorch_in tensor, CTorchDType *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_device(ctorch_in tensor, CTorchDevice *CTORCH_NONNULL out);
/// Copies all elements, contiguous and in their own type, into host memory of `bytes`.
CTORCH_API CTorchStatus ctorch_read(ctorch_in tensor, void *CTORCH_NULLABLE data, size_t bytes);
/// Hands out where a contiguous CPU tensor's elements are, NULL where it has none; valid as long as
/// the tensor.
CTORCH_API CTorchStatus ctorch_data(ctorch_in tensor,
                                    const void *CTORCH_NULLABLE *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_item(ctorch_in tensor, double *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_to_dtype(ctorch_in tensor, CTorchDType dtype, ctorch_out out);
CTORCH_API CTorchStatus ctorch_to_device(ctorch_in tensor, CTorchDevice device, ctorch_out out);
CTORCH_API CTorchStatus ctorch_clone(ctorch_in tensor, ctorch_out out);
/// Another handle of the same tensor.
CTORCH_API CTorchStatus ctorch_alias(ctorch_in tensor, ctorch_out out);

#endif
