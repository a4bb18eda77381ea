#include <cstring>
#include <mutex>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/headeronly/version.h>
#pragma clang diagnostic pop

#include "Guard.hpp"

using namespace ctorch;

namespace {
at::Generator cpu_generator() { return at::detail::getDefaultCPUGenerator(); }
}  // namespace

CTorchStatus ctorch_seed(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}
CTorchStatus ctorch_random_state_size(size_t *out) {
  return guarded([&] {
    at::Generator generator = cpu_generator();
    const std::lock_guard<std::mutex> lock(generator.mutex());
    *out = generator.get_state().nbytes();
  });
}
CTorchStatus ctorch_save_random_state(uint8_t *data, size_t count) {
  return guarded([&] {
    at::Generator generator = cpu_generator();
    const std::lock_guard<std::mutex> lock(generator.mutex());
    const at::Tensor state = generator.get_state();
    TORCH_CHECK(state.nbytes() == count, "the state has ", state.nbytes(), " bytes");
    std::memcpy(data, state.data_ptr(), count);
  });
}
CTorchStatus ctorch_restore_random_state(const uint8_t *data, size_t count) {
  return guarded([&] {
    at::Generator generator = cpu_generator();
    const std::lock_guard<std::mutex> lock(generator.mutex());
    const at::Tensor state = at::empty({static_cast<int64_t>(count)}, at::kByte);
    std::memcpy(state.data_ptr(), data, count);
    generator.set_state(state);
  });
}
CTorchStatus ctorch_threads(int32_t *out) {
  return guarded([&] { *out = at::get_num_threads(); });
}
CTorchStatus ctorch_set_threads(int32_t count) {
  return guarded([&] {
    TORCH_CHECK(count >= 1, "at least one thread is needed, not ", count);
    at::set_num_threads(count);
  });
}
CTorchStatus ctorch_set_deterministic(bool value) {
  return guarded([&] {
    at::globalContext().setDeterministicAlgorithms(value, /*warn_only=*/false);
    // Filling fresh memory would only guard against reading it, at a price in every operation.
    at::globalContext().setDeterministicFillUninitializedMemory(false);
  });
}
const char *ctorch_version(void) noexcept { return TORCH_VERSION; }
CTorchStatus ctorch_cpu_capability(const char **out) {
  return guarded([&] {
    static const std::string capability = at::get_cpu_capability();
    *out = capability.c_str();
  });
}
CTorchStatus ctorch_cuda_devices(int32_t *out) {
  return guarded([&] {
    *out = at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().deviceCount()) : 0;
  });
}
