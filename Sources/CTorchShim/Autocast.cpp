#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <ATen/autocast_mode.h>
#pragma clang diagnostic pop

#include "Guard.hpp"

using namespace ctorch;

namespace {
at::DeviceType kind(CTorchDevice device) { return device.index < 0 ? at::kCPU : at::kCUDA; }

CTorchAutocast current(at::DeviceType kind) {
  const at::ScalarType type = at::autocast::get_autocast_dtype(kind);
  return {at::autocast::is_autocast_enabled(kind),
          type == at::kHalf ? CTorchDTypeFloat16 : CTorchDTypeBFloat16};
}

void set(at::DeviceType kind, CTorchAutocast setting) {
  at::autocast::set_autocast_enabled(kind, setting.enabled);
  at::autocast::set_autocast_dtype(kind, scalar_type(setting.dtype));
}
}  // namespace

CTorchStatus ctorch_autocast_begin(CTorchDevice device, CTorchAutocast setting,
                                   CTorchAutocast *previous) {
  return guarded([&] {
    TORCH_CHECK_TYPE(setting.dtype == CTorchDTypeBFloat16 || setting.dtype == CTorchDTypeFloat16,
                     "autocast knows bfloat16 and float16 only");
    const CTorchAutocast before = current(kind(device));
    set(kind(device), setting);
    at::autocast::increment_nesting();
    *previous = before;
  });
}
CTorchStatus ctorch_autocast_end(CTorchDevice device, CTorchAutocast previous) {
  return guarded([&] {
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    set(kind(device), previous);
  });
}
CTorchStatus ctorch_autocast(CTorchDevice device, CTorchAutocast *out) {
  return guarded([&] { *out = current(kind(device)); });
}
