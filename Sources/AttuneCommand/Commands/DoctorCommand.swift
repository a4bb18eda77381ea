import ArgumentParser
import AttuneCore
import AttuneEncoders
import AttuneEvaluation
import Foundation
import Torch
import TorchDistributed

/// `attune doctor`: what is here, and what is missing with the command that mends it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Print versions, device, threads and what is missing with its remedy.")

  func run() throws {
    let system = ProcessInfo.processInfo
    let memory = Double(system.physicalMemory) / 1_073_741_824
    var lines = [
      ("attune", attuneVersion),
      ("system", system.operatingSystemVersionString),
      ("libtorch", Torch.version),
      ("CPU", "\(Torch.cpuCapability), \(system.activeProcessorCount) cores"),
      ("threads", "\(Torch.threads) an operation"),
      ("memory", String(format: "%.1f GiB", memory)),
      ("CUDA", Torch.hasCUDA ? "\(Torch.numCUDADevices) devices" : "none; models run on the CPU"),
    ]
    let transports = ProcessGroup.transports.map(\.rawValue).sorted()
    if !transports.isEmpty {
      lines.append(("processes", "speak through \(transports.joined(separator: ", "))"))
    }
    var missing: [String] = []
    if transports.isEmpty {
      missing.append("Gloo, for 'attune launch': apt-get install libgloo-dev, and build again")
    }
    if let gnuplot = try? Gnuplot() {
      lines.append(("gnuplot", gnuplot.executable.path))
    } else {
      missing.append("gnuplot, for the figures: apt-get install gnuplot-nox")
    }
    if FileManager.default.fileExists(atPath: "/usr/share/espeak-ng-data")
      || FileManager.default.fileExists(atPath: "/usr/lib/x86_64-linux-gnu/espeak-ng-data")
    {
      lines.append(("espeak-ng", "voices found"))
    } else {
      missing.append("espeak-ng's voices, for 'attune synth': apt-get install espeak-ng-data")
    }
    do {
      let folder = try EncoderLocator().folder(of: Self.embeddedEncoder)
      lines.append(("text encoder", folder.path))
    } catch {
      missing.append("the text encoder \(Self.embeddedEncoder), for preset small: make setup")
    }
    for (name, value) in lines {
      print(name.padding(toLength: 14, withPad: " ", startingAt: 0) + value)
    }
    for remedy in missing { print("missing       \(remedy)") }
    if missing.isEmpty { print("all is here") }
  }

  private static let embeddedEncoder = "all-MiniLM-L6-v2"
}
