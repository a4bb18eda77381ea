import AttuneTestSupport
import Foundation
import Testing

@testable import SystemMetrics

@Suite struct SystemMetricsTests {
  @Test func aSampleKnowsTheProcessAndItsMachine() throws {
    try withTemporaryFolder { folder in
      var sampler = SystemSampler(diskSpaceOf: folder)
      let first = sampler.sample()
      #expect(first.cpuPercent == nil)
      var sum = 0
      for number in 0..<2_000_000 { sum &+= number &* number }
      let sample = sampler.sample()
      #expect(sum != 0)
      let percent = try #require(sample.cpuPercent)
      #expect(percent >= 0 && percent.isFinite)
      let resident = try #require(sample.residentMiB)
      #expect(resident > 0)
      #expect(try #require(sample.peakResidentMiB) >= resident)
      let total = try #require(sample.systemMemoryMiB)
      #expect((1...total).contains(try #require(sample.systemMemoryUsedMiB)))
      #expect(try #require(sample.loadAverage) >= 0)
      #expect(try #require(sample.diskFreeMiB) >= 0)
    }
  }

  @Test func aFolderThatIsGoneHasNoSpace() {
    var sampler = SystemSampler(diskSpaceOf: URL(fileURLWithPath: "/nowhere/at/all"))
    #expect(sampler.sample().diskFreeMiB == nil)
  }

  @Test func sizesOfTheKernelAreReadByTheirWholeName() {
    let table = KernelTable(text: "VmRSSX:\t7 kB\nVmRSS:\t  4096 kB\nThreads:\t2\nVmHWM: many kB\n")
    #expect(table.mebibytes("VmRSS") == 4)
    #expect(table.mebibytes("Threads") == nil)
    #expect(table.mebibytes("VmHWM") == nil)
    #expect(table.mebibytes("VmPeak") == nil)
    #expect(KernelTable(path: "/proc/nothing").mebibytes("VmRSS") == nil)
  }

  @Test func aMachineWithoutTheDriverHasNoGPUs() {
    #expect(GPUMonitor(library: "libattune-absent.so.1") == nil)
  }
}
