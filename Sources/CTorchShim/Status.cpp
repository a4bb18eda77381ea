#include <atomic>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

#include "Guard.hpp"

namespace {
thread_local std::string last_message;
std::atomic<int64_t> live_tensors{0};

CTorchStatus report(CTorchStatus status, const char *message) noexcept {
  try {
    // The first line says what is wrong; the rest is libtorch's own whereabouts.
    const std::string text = message == nullptr ? "" : message;
    last_message = text.substr(0, text.find('\n'));
  } catch (...) {
    last_message.clear();
  }
  return status;
}
}  // namespace

ctorch_tensor::ctorch_tensor(at::Tensor tensor) : value(std::move(tensor)) { ++live_tensors; }
ctorch_tensor::~ctorch_tensor() { --live_tensors; }

namespace ctorch {

void clear_message() noexcept { last_message.clear(); }

CTorchStatus describe_current_exception() noexcept {
  try {
    throw;
  } catch (const c10::IndexError &error) {
    return report(CTorchStatusIndexOutOfRange, error.what_without_backtrace());
  } catch (const c10::OutOfMemoryError &error) {
    return report(CTorchStatusOutOfMemory, error.what_without_backtrace());
  } catch (const c10::NotImplementedError &error) {
    return report(CTorchStatusNotImplemented, error.what_without_backtrace());
  } catch (const c10::ValueError &error) {
    return report(CTorchStatusInvalidArgument, error.what_without_backtrace());
  } catch (const c10::TypeError &error) {
    return report(CTorchStatusInvalidArgument, error.what_without_backtrace());
  } catch (const c10::DistError &error) {
    return report(CTorchStatusConnectionLost, error.what_without_backtrace());
  } catch (const c10::Error &error) {
    // TORCH_CHECK, which guards every shape and type, throws the base class.
    // The CPU's allocator does too, and can be told by its name only.
    const std::string_view what = error.what_without_backtrace();
    const bool is_memory = what.find("DefaultCPUAllocator") != what.npos;
    return report(is_memory ? CTorchStatusOutOfMemory : CTorchStatusInvalidArgument, what.data());
  } catch (const std::bad_alloc &) {
    return report(CTorchStatusOutOfMemory, "out of memory");
  } catch (const std::exception &error) {
    return report(CTorchStatusInternal, error.what());
  } catch (...) {
    return report(CTorchStatusInternal, "unknown exception");
  }
}

}  // namespace ctorch

const char *ctorch_last_message(void) noexcept { return last_message.c_str(); }
int64_t ctorch_live_tensors(void) noexcept { return live_tensors.load(); }

CTorchStatus ctorch_raise(CTorchException kind, int32_t *out) {
  return ctorch::guarded([&] {
    switch (kind) {
      case CTorchExceptionNone: break;
      case CTorchExceptionIndex: TORCH_CHECK_INDEX(false, "index");
      case CTorchExceptionValue: TORCH_CHECK_VALUE(false, "value\nsecond line");
      case CTorchExceptionType: TORCH_CHECK_TYPE(false, "type");
      case CTorchExceptionNotImplemented: TORCH_CHECK_NOT_IMPLEMENTED(false, "not implemented");
      case CTorchExceptionDistributed: C10_THROW_ERROR(DistNetworkError, "distributed");
      case CTorchExceptionDeviceMemory: TORCH_CHECK_WITH(OutOfMemoryError, false, "memory");
      case CTorchExceptionHostMemory: throw std::bad_alloc();
      case CTorchExceptionLibTorch: TORCH_CHECK(false, "libtorch");
      case CTorchExceptionStandard: throw std::runtime_error("standard");
      case CTorchExceptionForeign: throw 1;
    }
    *out = 1;
  });
}
