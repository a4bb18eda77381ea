import CTorchShim
import Torch

/// The place where the processes of a job meet, served by their launcher.
///
/// A launcher that serves it itself knows a free port before any process starts, and keeps it when
/// the processes are started again.
public final class RendezvousStore {
  private let handle: OpaquePointer
  /// The TCP port at which it is served, on all addresses.
  public let port: Int

  /// Begins to serve at a port that is free.
  ///
  /// - Throws: ``TorchError`` with `.connectionLost` where no port can be opened.
  public init() throws(TorchError) {
    var result: OpaquePointer?
    try TorchError.check(ctorch_store_new(&result), "RendezvousStore")
    handle = try TorchError.unwrap(result, "RendezvousStore")
    var port: UInt16 = 0
    let status = ctorch_store_port(handle, &port)
    self.port = Int(port)
    try TorchError.check(status, "RendezvousStore")
  }

  deinit { ctorch_store_free(handle) }
}
