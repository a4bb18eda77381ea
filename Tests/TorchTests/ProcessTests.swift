import Testing
import Torch

@Suite struct ProcessTests {
  @Test func theProcessSaysWhatItRunsOn() {
    #expect(Torch.version.split(separator: ".").count >= 2)
    #expect(!Torch.cpuCapability.isEmpty)
    #expect(Torch.threads >= 1)
    #expect(Torch.hasCUDA == (Torch.numCUDADevices > 0))
  }

  @Test func theNumberOfThreadsIsAtLeastOne() throws {
    let before = Torch.threads
    #expect(throws: TorchError.self) { try Torch.setThreads(0) }
    try Torch.setThreads(before)
    #expect(Torch.threads == before)
  }

  @Test func devicesAreReadAsTheyAreWritten() {
    for device in [Device.cpu, .cuda(0), .cuda(3)] {
      #expect(Device(device.description) == device)
    }
    #expect(Device("cuda") == .cuda(0))
    for name in ["", "gpu", "cuda:", "cuda:-1", "cuda:x", "cpu:0"] { #expect(Device(name) == nil) }
  }
}
