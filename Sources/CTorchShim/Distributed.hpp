// What the files about several processes share. Defines which transports there are, so include it
// before any header of libtorch.
#pragma once

// Gloo's headers are not among libtorch's; where they are missing, the calls say so.
#if __has_include(<gloo/context.h>) && __has_include(<gloo/rendezvous/store.h>)
#ifndef USE_C10D_GLOO
#define USE_C10D_GLOO
#endif
#endif
// The first header is there only in a CUDA build of libtorch; the others come with CUDA, and not all
// of them with every installation of it.
#if __has_include(<ATen/cuda/CUDAConfig.h>) && __has_include(<nccl.h>) && \
    __has_include(<cuda_runtime_api.h>) && __has_include(<nv/target>) && \
    __has_include(<cublas_v2.h>) && __has_include(<cusparse.h>) && __has_include(<cusolverDn.h>)
#ifndef USE_C10D_NCCL
#define USE_C10D_NCCL
#endif
#endif

#include "Guard.hpp"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <c10/core/GradMode.h>
#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>
#include <torch/csrc/distributed/c10d/Store.hpp>
#pragma clang diagnostic pop

struct ctorch_group {
  c10::intrusive_ptr<c10d::ProcessGroup> value;
  CTorchTransport transport = CTorchTransportGloo;
  /// A group that failed is never taken apart: its threads may wait for what will not come.
  bool is_broken = false;
};

namespace ctorch {

/// Runs what speaks with other processes. The transports throw exceptions of many kinds where a
/// process is gone or silent; only libtorch's own checks of arguments are something else.
template <typename Body>
void communicate(ctorch_group &group, Body &&body) {
  try {
    std::forward<Body>(body)();
  } catch (const c10::DistError &) {
    group.is_broken = true;
    throw;
  } catch (const c10::Error &) {
    throw;
  } catch (const std::exception &error) {
    group.is_broken = true;
    C10_THROW_ERROR(DistNetworkError, error.what());
  }
}

/// Waits for a call that runs on the transport's own threads.
inline void finish(const c10::intrusive_ptr<c10d::Work> &work) {
  if (!work->wait()) C10_THROW_ERROR(DistBackendError, "the call was given up");
}

#ifdef USE_C10D_NCCL
/// NCCL between one device of each process.
c10::intrusive_ptr<c10d::Backend> nccl_backend(const c10::intrusive_ptr<c10d::Store> &store,
                                               int rank, int size, at::Device device,
                                               std::chrono::milliseconds timeout);
#endif

}  // namespace ctorch
