/// What a GPU was doing at one moment.
public struct GPUSample: Codable, Sendable, Equatable {
  /// Memory in use, by all processes, in MiB.
  public var memoryUsedMiB: Int
  /// Memory of the device, in MiB.
  public var memoryMiB: Int
  /// Share of the last moment in which a kernel ran, 0 to 100; `nil` where the driver does not say.
  public var utilizationPercent: Int?

  enum CodingKeys: String, CodingKey {
    case memoryUsedMiB = "memory_used_mib"
    case memoryMiB = "memory_mib"
    case utilizationPercent = "utilization_percent"
  }
}
