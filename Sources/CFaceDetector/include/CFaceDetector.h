// A C interface over dlib's detector of frontal faces.
//
// Safe to call from many threads. On failure an out-parameter is left as it was. No C++ exception
// leaves this interface.
#ifndef CFACEDETECTOR_H
#define CFACEDETECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CFACE_API extern "C"
#define CFACE_NOEXCEPT noexcept
#else
#define CFACE_API
#define CFACE_NOEXCEPT
#endif

#if defined(__clang__)
#define CFACE_CLOSED __attribute__((enum_extensibility(closed)))
#define CFACE_NULLABLE _Nullable
#define CFACE_NONNULL _Nonnull
#pragma clang diagnostic ignored "-Wnullability-extension"
#else
#define CFACE_CLOSED
#define CFACE_NULLABLE
#define CFACE_NONNULL
#endif

/// Rows and columns that a picture may have at most.
#define CFACE_LONGEST_EDGE 4096

/// How a call ended.
typedef enum CFACE_CLOSED CFaceStatus {
  CFaceStatusOK = 0,
  /// The picture has no row or column, too many of them, or another number of bytes than it must.
  CFaceStatusInvalidArgument = 1,
  CFaceStatusOutOfMemory = 2,
  /// Anything else that dlib reports.
  CFaceStatusInternal = 3
} CFaceStatus;

/// Says whether a picture shows a face, or several.
///
/// `rgb` holds `height × width × 3` bytes, row by row, and `count` is the number of them that may be
/// read. Faces of less than about 80 pixels are not seen.
CFACE_API CFaceStatus cface_find(const uint8_t *CFACE_NULLABLE rgb, size_t count, size_t height,
                                 size_t width, bool *CFACE_NONNULL found) CFACE_NOEXCEPT;

#endif
