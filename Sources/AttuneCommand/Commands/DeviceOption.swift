import ArgumentParser
import Torch

/// Where models run.
struct DeviceOption: ParsableArguments {
  @Option(name: .customLong("device"), help: "Where the models run: cpu, cuda or cuda:1.")
  var name = "cpu"

  func validate() throws {
    guard Device(name) != nil else {
      throw ValidationError("--device wants cpu, cuda or cuda:1, not '\(name)'")
    }
  }

  /// The device of that name.
  var value: Device { Device(name) ?? .cpu }
}
