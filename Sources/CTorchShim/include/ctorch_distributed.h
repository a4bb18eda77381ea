// Several processes that train one model: where they meet, what they tell each other, and the sum of
// their gradients.
#ifndef CTORCH_DISTRIBUTED_H
#define CTORCH_DISTRIBUTED_H

#include "ctorch_tensor.h"

/// A table of keys over TCP, at which processes meet; served by this process.
typedef struct ctorch_store ctorch_store;
/// The processes that work together, as one of them sees them. After a call failed with
/// CTorchStatusConnectionLost the group is of no more use.
typedef struct ctorch_group ctorch_group;
/// Sums the gradients of a group's processes while they are computed.
typedef struct ctorch_reducer ctorch_reducer;

/// How numbers of several processes become one.
typedef enum CTORCH_CLOSED CTorchCombination {
  CTorchCombinationSum = 0,
  CTorchCombinationMaximum = 1
} CTorchCombination;

/// What sends the tensors of one device.
typedef enum CTORCH_CLOSED CTorchTransport {
  CTorchTransportNone = 0,
  CTorchTransportGloo = 1,
  CTorchTransportNCCL = 2
} CTorchTransport;

/// Which process this is, and where it meets the others.
typedef struct CTorchGroupSettings {
  /// 0 … size - 1.
  int32_t rank;
  int32_t size;
  /// Where the store is served.
  const char *CTORCH_NONNULL host;
  uint16_t port;
  /// Whether this process serves the store itself.
  bool serves_store;
  /// Keeps apart the keys of groups that use one store.
  const char *CTORCH_NONNULL prefix;
  /// The network interface to send over, as eth0; NULL picks the one of `address`.
  const char *CTORCH_NULLABLE interface;
  /// The address to send over; NULL picks the one that the machine's name stands for.
  const char *CTORCH_NULLABLE address;
  /// Where gradients will be; tensors in CPU memory can be sent in any case.
  CTorchDevice device;
  /// How long to wait for another process before the call fails.
  int64_t timeout_milliseconds;
} CTorchGroupSettings;

/// What this build can send with, apart from the CPU's Gloo: both false without its headers.
CTORCH_API void ctorch_transports(bool *CTORCH_NONNULL gloo, bool *CTORCH_NONNULL nccl)
    CTORCH_NOEXCEPT;

/// Serves a store at any free port of all addresses.
CTORCH_API CTorchStatus ctorch_store_new(ctorch_store *CTORCH_NULLABLE *CTORCH_NONNULL out);
CTORCH_API CTorchStatus ctorch_store_port(const ctorch_store *CTORCH_NONNULL store,
                                          uint16_t *CTORCH_NONNULL out);
/// Stops serving; NULL is allowed.
CTORCH_API void ctorch_store_free(ctorch_store *CTORCH_NULLABLE store) CTORCH_NOEXCEPT;

/// Meets the other processes; every one of them must call it with the same size.
CTORCH_API CTorchStatus ctorch_group_new(CTorchGroupSettings settings,
                                         ctorch_group *CTORCH_NULLABLE *CTORCH_NONNULL out);
/// Leaves the group; NULL is allowed. A reducer must be given back before its group.
CTORCH_API void ctorch_group_free(ctorch_group *CTORCH_NULLABLE group) CTORCH_NOEXCEPT;
/// What sends tensors of the device that the group was made for.
CTORCH_API CTorchStatus ctorch_group_transport(const ctorch_group *CTORCH_NONNULL group,
                                               CTorchTransport *CTORCH_NONNULL out);

/// x ← all processes' x as one, the same bits everywhere.
CTORCH_API CTorchStatus ctorch_all_reduce(ctorch_group *CTORCH_NONNULL group, ctorch_in x,
                                          CTorchCombination combination);
/// Hands out all processes' x, which have one shape, stacked: [size, …].
CTORCH_API CTorchStatus ctorch_all_gather(ctorch_group *CTORCH_NONNULL group, ctorch_in x,
                                          ctorch_out out);
/// Overwrites each tensor with the one that the process of rank `root` has.
CTORCH_API CTorchStatus ctorch_broadcast(ctorch_group *CTORCH_NONNULL group,
                                         ctorch_in const *CTORCH_NULLABLE tensors, size_t count,
                                         int32_t root);

/// Watches over leaf parameters, in the order in which the model uses them; every process must pass
/// the same. Gradients are sent in pieces of `piece_bytes`.
CTORCH_API CTorchStatus ctorch_reducer_new(ctorch_group *CTORCH_NONNULL group,
                                           ctorch_in const *CTORCH_NULLABLE parameters,
                                           size_t count, size_t piece_bytes,
                                           ctorch_reducer *CTORCH_NULLABLE *CTORCH_NONNULL out);
CTORCH_API void ctorch_reducer_free(ctorch_reducer *CTORCH_NULLABLE reducer) CTORCH_NOEXCEPT;
/// Computes the gradients of `loss`, a single number, adds those that had gathered before, and
/// replaces all of them by their sum over the processes. With NULL only what has gathered is summed.
/// A parameter that no process used keeps having no gradient.
CTORCH_API CTorchStatus ctorch_reducer_backward(ctorch_reducer *CTORCH_NONNULL reducer,
                                                ctorch_maybe loss);

#endif
