/// What the process and its machine were doing at one moment.
///
/// A figure that the system does not tell is `nil`. Sizes are in MiB (1,048,576 bytes).
public struct SystemSample: Codable, Sendable, Equatable {
  /// Processor time of the process since the sample before, 100 for one core that was always busy;
  /// `nil` in the first sample.
  public var cpuPercent: Double?
  /// Memory of the process that is in RAM now.
  public var residentMiB: Int?
  /// The most that it ever was.
  public var peakResidentMiB: Int?
  /// RAM of the machine that is in use, by all, caches not counted.
  public var systemMemoryUsedMiB: Int?
  /// RAM of the machine.
  public var systemMemoryMiB: Int?
  /// Processes that ran or wanted to run, mean of the last minute.
  public var loadAverage: Double?
  /// Space for files left where the run is written.
  public var diskFreeMiB: Int?
  /// NVIDIA's devices, by the number that the driver gives them.
  public var gpus: [GPUSample]

  enum CodingKeys: String, CodingKey {
    case cpuPercent = "cpu_percent"
    case residentMiB = "resident_mib"
    case peakResidentMiB = "peak_resident_mib"
    case systemMemoryUsedMiB = "system_memory_used_mib"
    case systemMemoryMiB = "system_memory_mib"
    case loadAverage = "load_average"
    case diskFreeMiB = "disk_free_mib"
    case gpus
  }
}
