import Foundation

/// NVIDIA's management library, where the machine has it.
///
/// It is opened when it is first wanted and never linked, so that a machine without NVIDIA's driver
/// needs nothing, and it knows the memory of all processes, which libtorch does not.
///
/// - Source: NVML API Reference, NVIDIA; the functions here are in every driver since 2013.
final class GPUMonitor {
  private typealias Call = @convention(c) () -> CInt
  private typealias Count = @convention(c) (UnsafeMutablePointer<CUnsignedInt>) -> CInt
  private typealias Handle =
    @convention(c) (CUnsignedInt, UnsafeMutablePointer<OpaquePointer?>) -> CInt
  private typealias Query = @convention(c) (OpaquePointer, UnsafeMutableRawPointer) -> CInt

  private let library: UnsafeMutableRawPointer
  private let devices: [OpaquePointer]
  private let memory: Query
  private let utilization: Query?

  /// Opens the library; `nil` where it, or every device, is absent.
  init?(library name: String = "libnvidia-ml.so.1") {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    func symbol<Function>(_ name: String, _: Function.Type) -> Function? {
      dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard let start = symbol("nvmlInit_v2", Call.self),
      let count = symbol("nvmlDeviceGetCount_v2", Count.self),
      let handle = symbol("nvmlDeviceGetHandleByIndex_v2", Handle.self),
      let memory = symbol("nvmlDeviceGetMemoryInfo", Query.self), start() == 0
    else {
      dlclose(library)
      return nil
    }
    var number: CUnsignedInt = 0
    let found = count(&number) == 0 ? Array(0..<number) : []
    devices = found.compactMap { index in
      var device: OpaquePointer?
      return handle(index, &device) == 0 ? device : nil
    }
    self.library = library
    self.memory = memory
    utilization = symbol("nvmlDeviceGetUtilizationRates", Query.self)
    if devices.isEmpty { return nil }
  }

  deinit {
    if let stop = dlsym(library, "nvmlShutdown") {
      _ = unsafeBitCast(stop, to: Call.self)()
    }
    dlclose(library)
  }

  /// A sample of each device that answers.
  func samples() -> [GPUSample] {
    devices.compactMap { device in
      // nvmlMemory_t: total, free and used bytes. nvmlUtilization_t: percent of kernels, of memory.
      var sizes: [UInt64] = [0, 0, 0]
      guard sizes.withUnsafeMutableBytes({ ask(memory, device, $0) }) else { return nil }
      var percents: [CUnsignedInt] = [0, 0]
      let tellsUse = utilization.map { query in
        percents.withUnsafeMutableBytes { ask(query, device, $0) }
      }
      return GPUSample(
        memoryUsedMiB: Int(clamping: sizes[2] >> 20), memoryMiB: Int(clamping: sizes[0] >> 20),
        utilizationPercent: tellsUse == true ? Int(percents[0]) : nil)
    }
  }

  private func ask(
    _ query: Query, _ device: OpaquePointer, _ answer: UnsafeMutableRawBufferPointer
  ) -> Bool {
    answer.baseAddress.map { query(device, $0) == 0 } ?? false
  }
}
