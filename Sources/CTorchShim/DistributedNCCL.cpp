// Apart from the rest, since it alone needs CUDA's headers; empty without them.
#include "Distributed.hpp"

#ifdef USE_C10D_NCCL
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#pragma clang diagnostic pop

namespace ctorch {

c10::intrusive_ptr<c10d::Backend> nccl_backend(const c10::intrusive_ptr<c10d::Store> &store,
                                               int rank, int size, at::Device device,
                                               std::chrono::milliseconds timeout) {
  c10::cuda::set_device(device.index());
  auto options = c10d::ProcessGroupNCCL::Options::create();
  options->timeout = timeout;
  return c10::make_intrusive<c10d::ProcessGroupNCCL>(store, rank, size, options);
}

}  // namespace ctorch
#endif
