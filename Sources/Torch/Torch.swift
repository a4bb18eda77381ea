import CTorchShim

/// The libtorch of this process.
public enum Torch {
  /// Version of the headers that this program was built with, as in `2.13.0`.
  public static var version: String { String(cString: ctorch_version()) }

  /// The instruction set that CPU operations use, as in `AVX512`.
  public static var cpuCapability: String {
    var name: UnsafePointer<CChar>?
    guard ctorch_cpu_capability(&name) == .OK, let name else { return "unknown" }
    return String(cString: name)
  }

  /// Number of CUDA devices; 0 without a CUDA build of libtorch.
  public static var numCUDADevices: Int {
    var count: Int32 = 0
    return ctorch_cuda_devices(&count) == .OK ? Int(count) : 0
  }

  /// Whether a CUDA device can be used.
  public static var hasCUDA: Bool { numCUDADevices > 0 }

  /// Threads that one operation uses.
  public static var threads: Int {
    var count: Int32 = 1
    return ctorch_threads(&count) == .OK ? Int(count) : 1
  }

  /// Sets the number of threads that one operation uses, at least 1.
  public static func setThreads(_ count: Int) throws(TorchError) {
    try TorchError.check(
      ctorch_set_threads(Int32(clamping: count)), "setThreads")
  }

  /// Seeds the process's generators, of all devices.
  public static func seed(_ seed: UInt64) throws(TorchError) {
    try TorchError.check(ctorch_seed(seed), "seed")
  }

  /// Refuses operations whose result could differ from run to run.
  public static func useDeterministicAlgorithms(_ value: Bool) throws(TorchError) {
    try TorchError.check(ctorch_set_deterministic(value), "useDeterministicAlgorithms")
  }

  /// Tensors that are alive in the process, counted to find leaks.
  public static var liveTensors: Int { Int(ctorch_live_tensors()) }
}
