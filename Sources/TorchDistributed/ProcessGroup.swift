import CTorchShim
import Foundation
import Torch

/// The processes of a job, as one of them sees them: what they tell each other.
///
/// Every process makes the same calls in the same order; a call returns when the others have made it
/// too. Where one of them is gone or silent, it throws ``TorchError`` with `.connectionLost`, and the
/// group is of no more use. Tensors in CPU memory go through Gloo, those of a CUDA device through
/// NCCL where the build has it.
public final class ProcessGroup {
  let handle: OpaquePointer
  /// This process, `0..<count`.
  public let rank: Int
  /// How many processes there are.
  public let count: Int

  /// What sends the tensors of one device.
  public enum Transport: String, Sendable {
    /// TCP between the processes' memories.
    case gloo
    /// Between CUDA devices.
    case nccl
  }

  /// Whether this build can send anything: not without Gloo's headers.
  public static var isAvailable: Bool { transports.contains(.gloo) }

  /// What this build can send with.
  public static var transports: Set<Transport> {
    var (gloo, nccl) = (false, false)
    ctorch_transports(&gloo, &nccl)
    return Set((gloo ? [.gloo] : []) + (nccl ? [.nccl] : []))
  }

  /// Meets the other processes of the job.
  ///
  /// - Parameters:
  ///   - device: where gradients will be.
  ///   - timeout: how long a call waits for another process before it fails. A process that dies is
  ///     noticed at once; this is for one that hangs.
  /// - Throws: ``TorchError`` with `.connectionLost` if not all come in time, with `.notImplemented`
  ///   in a build without Gloo.
  public init(
    _ launch: LaunchEnvironment, device: Device = .cpu, timeout: Duration = .seconds(600)
  ) throws(TorchError) {
    rank = launch.rank
    count = launch.worldSize
    let (seconds, attoseconds) = timeout.components
    let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1000)
    let milliseconds = isTooLong ? Int64.max : whole + attoseconds / 1_000_000_000_000_000
    // Each attempt of a restarted job meets anew.
    let prefix = "attune/\(launch.restartCount)"
    let address = launch.interface == nil && launch.isLocal ? "127.0.0.1" : nil
    var result: OpaquePointer?
    let status = launch.masterAddress.withCString { host in
      prefix.withCString { prefix in
        Self.withOptionalCString(launch.interface) { interface in
          Self.withOptionalCString(address) { address in
            ctorch_group_new(
              CTorchGroupSettings(
                rank: Int32(clamping: launch.rank), size: Int32(clamping: launch.worldSize),
                host: host, port: launch.masterPort,
                serves_store: launch.rank == 0 && !launch.launcherServesStore, prefix: prefix,
                interface: interface, address: address, device: device.cValue,
                timeout_milliseconds: milliseconds), &result)
          }
        }
      }
    }
    let place = "\(launch.masterAddress):\(launch.masterPort)"
    try Self.check(
      status, "meeting at \(place)", rank: rank, count: count,
      advice: "start all \(count) of them, with the same MASTER_ADDR and MASTER_PORT")
    handle = try TorchError.unwrap(result, "ProcessGroup")
  }

  deinit { ctorch_group_free(handle) }

  /// What sends the tensors of the device that the group was made for.
  public var transport: Transport {
    var transport = CTorchTransport.gloo
    guard ctorch_group_transport(handle, &transport) == .OK else { return .gloo }
    return transport == .NCCL ? .nccl : .gloo
  }

  /// Throws what the shim reported; of a lost connection it says who lost it, doing what.
  func check(_ status: CTorchStatus, _ operation: String) throws(TorchError) {
    try Self.check(status, operation, rank: rank, count: count)
  }

  private static func check(
    _ status: CTorchStatus, _ operation: String, rank: Int, count: Int,
    advice: String = "what that process said last tells why"
  ) throws(TorchError) {
    do {
      try TorchError.check(status, operation)
    } catch  where error.code == .connectionLost {
      // The transport's own words begin with a line of its source code and end with advice.
      var words = error.message[...]
      if words.hasPrefix("["), let end = words.firstIndex(of: "]") {
        words = words[words.index(after: end)...].drop { $0 == " " }
      }
      if let end = words.range(of: ". ") { words = words[..<end.lowerBound] }
      throw TorchError(
        code: .connectionLost, operation: operation,
        message: "rank \(rank) of \(count) waited for a process that is gone or silent (\(words)); "
          + advice,
        shapes: [])
    }
  }

  private static func withOptionalCString<Result>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
  ) -> Result {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }
}
