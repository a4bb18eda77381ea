// libtorch draws the bits of a mask one after the other from a Mersenne twister, which takes a fifth
// of a training step of BERT. Here each element's bits are a hash of its place and of one number
// from the generator, so that they can be computed side by side.
#include "Dropout.hpp"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#pragma clang diagnostic pop

#include <cmath>

// One loop for each width of vectors; the loader picks the one that the processor has.
#if defined(__x86_64__)
#define FOR_EACH_WIDTH __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EACH_WIDTH
#endif

namespace {
/// A bijection of 32 bits whose output bits all depend on all input bits (Mueller's constants,
/// found by search: "hash prospector", 2018).
inline uint32_t mixed(uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  x ^= x >> 16;
  return x;
}

/// Writes `kept` or 0 for the elements `first ..< first + count`.
template <typename Bits>
inline void fill(Bits *out, uint32_t first, int64_t count, uint32_t low, uint32_t high,
                 uint32_t threshold, Bits kept) {
  for (int64_t index = 0; index < count; ++index) {
    const uint32_t place = first + static_cast<uint32_t>(index);
    const uint32_t bits = mixed(mixed(place ^ low) + high);
    out[index] = bits >= threshold ? kept : Bits(0);
  }
}

FOR_EACH_WIDTH void fill32(uint32_t *out, uint32_t first, int64_t count, uint32_t low,
                           uint32_t high, uint32_t threshold, uint32_t kept) {
  fill(out, first, count, low, high, threshold, kept);
}
FOR_EACH_WIDTH void fill16(uint16_t *out, uint32_t first, int64_t count, uint32_t low,
                           uint32_t high, uint32_t threshold, uint16_t kept) {
  fill(out, first, count, low, high, threshold, kept);
}

template <typename Number, typename Bits>
Bits bits_of(double value) {
  const Number number(static_cast<float>(value));
  Bits bits;
  static_assert(sizeof(Number) == sizeof(Bits));
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}
}  // namespace

namespace ctorch {

bool has_fast_dropout(const at::Tensor &x) {
  const at::ScalarType type = x.scalar_type();
  return x.device().is_cpu() && x.numel() < (int64_t(1) << 32) &&
         (type == at::kFloat || type == at::kBFloat16 || type == at::kHalf);
}

at::Tensor dropout_mask(const at::Tensor &x, double probability) {
  const uint64_t seed = [] {
    at::Generator generator = at::detail::getDefaultCPUGenerator();
    const std::lock_guard<std::mutex> lock(generator.mutex());
    return at::check_generator<at::CPUGeneratorImpl>(generator)->random64();
  }();
  const auto low = static_cast<uint32_t>(seed), high = static_cast<uint32_t>(seed >> 32);
  const auto threshold =
      static_cast<uint32_t>(std::min(std::nearbyint(probability * 4294967296.0), 4294967295.0));
  const double scale = probability < 1 ? 1 / (1 - probability) : 0;
  at::Tensor mask = at::empty(x.sizes(), x.options().requires_grad(false));
  constexpr int64_t grain = 1 << 15;
  at::parallel_for(0, mask.numel(), grain, [&](int64_t begin, int64_t end) {
    const auto first = static_cast<uint32_t>(begin);
    if (x.scalar_type() == at::kFloat) {
      fill32(static_cast<uint32_t *>(mask.data_ptr()) + begin, first, end - begin, low, high,
             threshold, bits_of<float, uint32_t>(scale));
    } else {
      const uint16_t kept = x.scalar_type() == at::kHalf ? bits_of<at::Half, uint16_t>(scale)
                                                         : bits_of<at::BFloat16, uint16_t>(scale);
      fill16(static_cast<uint16_t *>(mask.data_ptr()) + begin, first, end - begin, low, high,
             threshold, kept);
    }
  });
  return mask;
}

}  // namespace ctorch
