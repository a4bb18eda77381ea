#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <dlib/assert.h>
#include <dlib/test_for_odr_violations.h>
// The two above read how Debian built dlib. Its own matrices do for the few that are needed when the
// detector is made; BLAS would be linked beside libtorch's, and one of them would answer for both.
#undef DLIB_USE_BLAS
#undef DLIB_USE_LAPACK
#include <dlib/image_processing/frontal_face_detector.h>
#pragma clang diagnostic pop

#include <new>

#include "CFaceDetector.h"

#pragma clang diagnostic error "-Wall"
#pragma clang diagnostic error "-Wextra"

namespace {

using Picture = dlib::array2d<dlib::rgb_pixel>;

/// In colour: of three gradients the largest counts (Dalal and Triggs), and dark skin has more of it
/// in one of the colours than in their mean.
Picture picture(const uint8_t *rgb, size_t height, size_t width) {
  Picture picture(static_cast<long>(height), static_cast<long>(width));
  for (auto &&pixel : picture) {
    pixel = dlib::rgb_pixel(rgb[0], rgb[1], rgb[2]);
    rgb += 3;
  }
  return picture;
}

bool shows_face(const Picture &picture) {
  static const dlib::frontal_face_detector trained = dlib::get_frontal_face_detector();
  // Looking changes the detector, so each call has its own.
  dlib::frontal_face_detector detector = trained;
  return !detector(picture).empty();
}

bool is_edge(size_t length) { return length > 0 && length <= CFACE_LONGEST_EDGE; }

}  // namespace

CFaceStatus cface_find(const uint8_t *rgb, size_t count, size_t height, size_t width,
                       bool *found) noexcept {
  if (rgb == nullptr || found == nullptr || !is_edge(height) || !is_edge(width) ||
      count != height * width * 3) {
    return CFaceStatusInvalidArgument;
  }
  try {
    *found = shows_face(picture(rgb, height, width));
    return CFaceStatusOK;
  } catch (const std::bad_alloc &) {
    return CFaceStatusOutOfMemory;
  } catch (...) {
    return CFaceStatusInternal;
  }
}
