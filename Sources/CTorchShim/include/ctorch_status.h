// How calls end, and what went wrong.
#ifndef CTORCH_STATUS_H
#define CTORCH_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CTORCH_API extern "C"
#define CTORCH_NOEXCEPT noexcept
#else
#define CTORCH_API
#define CTORCH_NOEXCEPT
#endif

#if defined(__clang__)
#define CTORCH_CLOSED __attribute__((enum_extensibility(closed)))
#define CTORCH_NULLABLE _Nullable
#define CTORCH_NONNULL _Nonnull
#if defined(__STDC_VERSION__) || defined(__cplusplus)
#pragma clang diagnostic ignored "-Wnullability-extension"
#endif
#else
#define CTORCH_CLOSED
#define CTORCH_NULLABLE
#define CTORCH_NONNULL
#endif

/// How a call ended.
typedef enum CTORCH_CLOSED CTorchStatus {
  CTorchStatusOK = 0,
  /// A shape, type or value that the operation does not take.
  CTorchStatusInvalidArgument = 1,
  /// An index outside its dimension.
  CTorchStatusIndexOutOfRange = 2,
  /// No memory on the device or the machine.
  CTorchStatusOutOfMemory = 3,
  /// An operation that this build or device does not have.
  CTorchStatusNotImplemented = 4,
  /// Anything else that libtorch reports.
  CTorchStatusInternal = 5,
  /// Another process of the job is gone, or did not answer in time.
  CTorchStatusConnectionLost = 6
} CTorchStatus;

/// What the last failed call on this thread reported; valid until the next call on this thread.
CTORCH_API const char *CTORCH_NONNULL ctorch_last_message(void) CTORCH_NOEXCEPT;

/// Kinds of C++ exceptions that the interface tells apart.
typedef enum CTORCH_CLOSED CTorchException {
  CTorchExceptionNone,
  CTorchExceptionIndex,
  CTorchExceptionValue,
  CTorchExceptionType,
  CTorchExceptionNotImplemented,
  CTorchExceptionDeviceMemory,
  CTorchExceptionDistributed,
  CTorchExceptionHostMemory,
  CTorchExceptionLibTorch,
  CTorchExceptionStandard,
  CTorchExceptionForeign
} CTorchException;

/// Raises an exception behind the interface, for tests of the boundary; sets `out` to 1 if none was
/// wanted.
CTORCH_API CTorchStatus ctorch_raise(CTorchException kind, int32_t *CTORCH_NONNULL out);

/// Tensor handles that are alive in the process.
CTORCH_API int64_t ctorch_live_tensors(void) CTORCH_NOEXCEPT;

#endif
