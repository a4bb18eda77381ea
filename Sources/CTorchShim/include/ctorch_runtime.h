// The process: random numbers, threads, what this libtorch can do.
#ifndef CTORCH_RUNTIME_H
#define CTORCH_RUNTIME_H

#include "ctorch_status.h"

CTORCH_API CTorchStatus ctorch_seed(uint64_t seed);
/// Bytes that the state of the CPU's generator takes.
CTORCH_API CTorchStatus ctorch_random_state_size(size_t *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_save_random_state(uint8_t *CTORCH_NONNULL data, size_t count);
CTORCH_API CTorchStatus ctorch_restore_random_state(const uint8_t *CTORCH_NONNULL data,
                                                    size_t count);
CTORCH_API CTorchStatus ctorch_threads(int32_t *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_set_threads(int32_t count);
CTORCH_API CTorchStatus ctorch_set_deterministic(bool value);
/// Static strings.
CTORCH_API const char *CTORCH_NONNULL ctorch_version(void) CTORCH_NOEXCEPT;
CTORCH_API CTorchStatus ctorch_cpu_capability(const char *CTORCH_NULLABLE *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_cuda_devices(int32_t *CTORCH_NONNULL out);

#endif
