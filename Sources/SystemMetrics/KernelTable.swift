import Foundation

/// A file of the kernel with lines like `VmRSS:  1234 kB`.
struct KernelTable {
  private let lines: [Substring]

  /// Reads a file below `/proc`.
  init(path: String) {
    // These files have no size, and `FileHandle` reads until the end regardless.
    let data = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).readToEnd()
    self.init(text: String(decoding: data ?? Data(), as: UTF8.self))
  }

  init(text: String) { lines = text.split(separator: "\n") }

  /// The size under a name, in MiB; `nil` where the table has none.
  func mebibytes(_ name: String) -> Int? {
    guard let line = lines.first(where: { $0.hasPrefix("\(name):") }) else { return nil }
    let fields = line.dropFirst(name.count + 1).split(whereSeparator: \.isWhitespace)
    guard fields.count == 2, fields[1] == "kB" else { return nil }
    return Int(fields[0]).map { $0 / 1024 }
  }
}

/// The memory of this process.
struct ProcessStatus {
  let residentMiB: Int?
  let peakResidentMiB: Int?

  static func read() -> ProcessStatus {
    let table = KernelTable(path: "/proc/self/status")
    return ProcessStatus(
      residentMiB: table.mebibytes("VmRSS"), peakResidentMiB: table.mebibytes("VmHWM"))
  }
}

/// The memory of the machine.
struct SystemMemory {
  let totalMiB: Int?
  let usedMiB: Int?

  static func read() -> SystemMemory { SystemMemory(KernelTable(path: "/proc/meminfo")) }

  init(_ table: KernelTable) {
    totalMiB = table.mebibytes("MemTotal")
    let available = table.mebibytes("MemAvailable")
    usedMiB = totalMiB.flatMap { total in available.map { total - $0 } }
  }
}
