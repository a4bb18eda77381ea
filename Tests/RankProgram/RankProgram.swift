import Foundation
import Torch
import TorchDistributed

/// One process of a job: takes part in a scene and writes what it saw.
///
///     RankProgram SCENE FOLDER
///
/// The file `FOLDER/<rank>.json` holds numbers by name. It exits 1 with one line on an error that the
/// scene is not about.
@main struct RankProgram {
  let group: ProcessGroup
  var seen: [String: [Double]] = [:]

  static func main() {
    do {
      guard let scene = CommandLine.arguments.dropFirst().first,
        let launch = try LaunchEnvironment()
      else { exit(64) }
      let folder = URL(fileURLWithPath: CommandLine.arguments[2])
      let timeout = Duration.milliseconds(scene == "silence" ? 500 : 30_000)
      var program = RankProgram(group: try ProcessGroup(launch, timeout: timeout))
      try program.play(scene)
      try JSONEncoder().encode(program.seen)
        .write(to: folder.appendingPathComponent("\(program.group.rank).json"))
    } catch {
      FileHandle.standardError.write(Data("RankProgram: \(error)\n".utf8))
      exit(1)
    }
  }

  private mutating func play(_ scene: String) throws {
    try Torch.setThreads(1)
    switch scene {
    case "values": try values()
    case "gradients": try gradients()
    case "nothing": try noShare()
    case "mismatch": try mismatch()
    case "departure", "silence": try abandon(scene)
    default: exit(64)
    }
  }

  private mutating func values() throws {
    let rank = Double(group.rank)
    seen["sum"] = try group.sum([rank + 1, 0.1 * (rank + 1), 1_125_899_906_842_623 * rank])
    seen["maximum"] = try group.maximum([rank, -rank])
    let mixed = [
      try Tensor([Float(rank), 2], shape: [2]), try Tensor([Int64(group.rank) + 7], shape: []),
    ]
    try group.broadcast(mixed, from: 1)
    seen["broadcast"] = try mixed.flatMap { try $0.floats().map(Double.init) }
    let rows = try group.gather(Tensor([Float(rank), -1], shape: [2]))
    seen["gather"] = try rows.floats().map(Double.init)
    let bytes = try group.gather([UInt8](repeating: UInt8(group.rank), count: 3 * group.rank))
    seen["bytes"] = bytes.map { Double($0.count) } + bytes.joined().map(Double.init)
    try group.barrier()
  }

  /// Two batches each, of which only the last goes through the reducer.
  ///
  /// Each process leaves out one parameter, and no process uses the last one.
  private mutating func gradients() throws {
    let all = try parameters(5)
    let (both, first, second, early, never) = (all[0], all[1], all[2], all[3], all[4])
    let reducer = try GradientReducer(group, parameters: all, pieceBytes: 16)
    for _ in 0..<2 {
      for parameter in all { try parameter.setGrad(nil) }
      // Used in the first batch only, and by one process only.
      try (group.rank == 0 ? (both * early).sum() : both.sum()).backward()
      let own = group.rank == 0 ? first : second
      try reducer.backward((both * own * Double(group.rank + 2)).sum())
    }
    for (name, tensor) in [("both", both), ("first", first), ("second", second), ("early", early)] {
      seen[name] = try tensor.grad?.floats().map(Double.init)
    }
    seen["never"] = try never.grad?.floats().map(Double.init)

    // The same by a sum afterwards.
    for parameter in all { try parameter.setGrad(nil) }
    try (group.rank == 0 ? (both * early).sum() : both.sum()).backward()
    let own = group.rank == 0 ? first : second
    try (both * own * Double(group.rank + 2)).sum().backward()
    try reducer.sum()
    for (name, tensor) in [("both", both), ("first", first), ("second", second), ("early", early)] {
      seen["\(name) afterwards"] = try tensor.grad?.floats().map(Double.init)
    }
    seen["never afterwards"] = try never.grad?.floats().map(Double.init)
  }

  /// The last process has no batch; then no one has.
  private mutating func noShare() throws {
    let all = try parameters(2)
    let reducer = try GradientReducer(group, parameters: all)
    if group.rank + 1 < group.count {
      try reducer.backward((all[0] * 3).sum())
    } else {
      try reducer.sum()
    }
    seen["used"] = try all[0].grad?.floats().map(Double.init)
    seen["unused"] = try all[1].grad?.floats().map(Double.init)
    try all[0].setGrad(nil)
    try reducer.sum()
    seen["after nothing"] = try all[0].grad?.floats().map(Double.init)
  }

  private mutating func mismatch() throws {
    do {
      _ = try GradientReducer(group, parameters: parameters(1 + group.rank))
    } catch let error as TorchError
      where error.code == .invalidArgument || error.code == .connectionLost
    {
      seen["refused"] = [1]
    }
  }

  /// The last process leaves without a word, or says nothing for longer than the others wait.
  private mutating func abandon(_ scene: String) throws {
    if group.rank + 1 == group.count {
      if scene == "silence" { Thread.sleep(forTimeInterval: 2) }
      return
    }
    do {
      try group.barrier()
    } catch  where error.code == .connectionLost {
      seen["lost"] = [1, error.description.contains("\n") ? 1 : 0]
    }
  }

  /// Four numbers each: the parameter's place and a fraction.
  private func parameters(_ count: Int) throws -> [Tensor] {
    try (0..<count).map { place in
      try Tensor((0..<4).map { Float(place + 1) + Float($0) / 8 }, shape: [4]).requiresGrad(true)
    }
  }
}
