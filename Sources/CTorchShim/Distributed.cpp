#include "Distributed.hpp"

#include <cstdlib>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#ifdef USE_C10D_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif
#include <c10/util/Logging.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <torch/csrc/distributed/c10d/comm.hpp>
#pragma clang diagnostic pop

using namespace ctorch;

struct ctorch_store {
  c10::intrusive_ptr<c10d::TCPStore> value;
};

namespace {

/// As much as DistributedDataParallel sends at once.
constexpr size_t broadcast_bytes = 250 * 1024 * 1024;

[[maybe_unused]] c10::intrusive_ptr<c10d::Store> meeting_place(
    const CTorchGroupSettings &settings) {
  c10d::TCPStoreOptions options;
  options.port = settings.port;
  options.isServer = settings.serves_store;
  options.waitWorkers = false;
  options.timeout = std::chrono::milliseconds(settings.timeout_milliseconds);
  auto store = c10::make_intrusive<c10d::TCPStore>(settings.host, options);
  return c10::make_intrusive<c10d::PrefixStore>(settings.prefix, store);
}

#ifdef USE_C10D_GLOO
c10::intrusive_ptr<c10d::Backend> gloo_backend(const c10::intrusive_ptr<c10d::Store> &store,
                                               const CTorchGroupSettings &settings) {
  using c10d::ProcessGroupGloo;
  auto options = ProcessGroupGloo::Options::create(
      std::chrono::milliseconds(settings.timeout_milliseconds));
  options->devices.push_back(
      settings.interface != nullptr
          ? ProcessGroupGloo::createDeviceForInterface(settings.interface)
      : settings.address != nullptr ? ProcessGroupGloo::createDeviceForHostname(settings.address)
                                    : ProcessGroupGloo::createDefaultDevice());
  return c10::make_intrusive<ProcessGroupGloo>(store, settings.rank, settings.size, options);
}
#endif

/// What goes wrong is reported to the caller; libtorch would print it too, with fifty lines of stack.
[[maybe_unused]] void keep_quiet() {
  static const bool is_quiet = [] {
    setenv("TORCH_CPP_LOG_LEVEL", "FATAL", /*overwrite=*/0);
    c10::initLogging();
    return true;
  }();
  static_cast<void>(is_quiet);
}

ctorch_group *new_group(const CTorchGroupSettings &settings) {
  TORCH_CHECK_VALUE(settings.size >= 1 && settings.rank >= 0 && settings.rank < settings.size,
                    "rank ", settings.rank, " of ", settings.size, " does not exist");
  TORCH_CHECK_VALUE(settings.timeout_milliseconds >= 1, "a timeout of ",
                    settings.timeout_milliseconds, " ms is too short");
#ifdef USE_C10D_GLOO
  keep_quiet();
  auto group = std::make_unique<ctorch_group>();
  communicate(*group, [&] {
    const at::Device device = ctorch::device(settings.device);
    const auto store = meeting_place(settings);
    group->value =
        c10::make_intrusive<c10d::ProcessGroup>(store, settings.rank, settings.size);
    const auto gloo = gloo_backend(c10::make_intrusive<c10d::PrefixStore>("cpu", store), settings);
    group->value->setBackend(at::kCPU, c10d::ProcessGroup::GLOO, gloo);
    group->value->setDefaultBackend(c10d::ProcessGroup::GLOO);
    if (device.is_cpu()) return;
#ifdef USE_C10D_NCCL
    const auto nccl = nccl_backend(
        c10::make_intrusive<c10d::PrefixStore>("cuda", store), settings.rank, settings.size,
        device, std::chrono::milliseconds(settings.timeout_milliseconds));
    group->value->setBackend(device.type(), c10d::ProcessGroup::NCCL, nccl);
    group->transport = CTorchTransportNCCL;
#else
    group->value->setBackend(device.type(), c10d::ProcessGroup::GLOO, gloo);
#endif
  });
  return group.release();
#else
  TORCH_CHECK_NOT_IMPLEMENTED(false, "this build has no Gloo, through which processes speak; "
                                     "install libgloo-dev and build again");
#endif
}

}  // namespace

void ctorch_transports(bool *gloo, bool *nccl) noexcept {
  *gloo = *nccl = false;
#ifdef USE_C10D_GLOO
  *gloo = true;
#endif
#ifdef USE_C10D_NCCL
  *nccl = true;
#endif
}

CTorchStatus ctorch_store_new(ctorch_store **out) {
  return guarded([&] {
    c10d::TCPStoreOptions options;
    options.port = 0;
    options.isServer = true;
    options.waitWorkers = false;
    *out = new ctorch_store{c10::make_intrusive<c10d::TCPStore>("localhost", options)};
  });
}
CTorchStatus ctorch_store_port(const ctorch_store *store, uint16_t *out) {
  return guarded([&] { *out = store->value->getPort(); });
}
void ctorch_store_free(ctorch_store *store) noexcept {
  guarded([&] { delete store; });
}

CTorchStatus ctorch_group_new(CTorchGroupSettings settings, ctorch_group **out) {
  return guarded([&] { *out = new_group(settings); });
}
void ctorch_group_free(ctorch_group *group) noexcept {
  guarded([&] {
    if (group != nullptr && !group->is_broken) delete group;
  });
}
CTorchStatus ctorch_group_transport(const ctorch_group *group, CTorchTransport *out) {
  return guarded([&] { *out = group->transport; });
}

CTorchStatus ctorch_all_reduce(ctorch_group *group, ctorch_in x, CTorchCombination combination) {
  return guarded([&] {
    c10::AutoGradMode no_grad{false};
    std::vector<at::Tensor> tensors{get(x).detach()};
    c10d::AllreduceOptions options;
    options.reduceOp =
        combination == CTorchCombinationSum ? c10d::ReduceOp::SUM : c10d::ReduceOp::MAX;
    communicate(*group, [&] { finish(group->value->allreduce(tensors, options)); });
  });
}
CTorchStatus ctorch_all_gather(ctorch_group *group, ctorch_in x, ctorch_out out) {
  return produce(out, [&] {
    c10::AutoGradMode no_grad{false};
    std::vector<at::Tensor> inputs{get(x).detach().contiguous()};
    std::vector<std::vector<at::Tensor>> outputs(1);
    for (int rank = 0; rank < group->value->getSize(); ++rank) {
      outputs[0].push_back(at::empty_like(inputs[0]));
    }
    communicate(*group, [&] { finish(group->value->allgather(outputs, inputs)); });
    return at::stack(outputs[0]);
  });
}
CTorchStatus ctorch_broadcast(ctorch_group *group, ctorch_in const *tensors, size_t count,
                              int32_t root) {
  return guarded([&] {
    c10::AutoGradMode no_grad{false};
    std::vector<at::Tensor> all;
    for (size_t index = 0; index < count; ++index) all.push_back(get(tensors[index]).detach());
    communicate(*group, [&] {
      c10d::broadcast_coalesced(group->value, all, broadcast_bytes, root);
    });
  });
}
