import AttuneCore
import AttuneModels
import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneTraining

/// States on the disk: what an interrupted writer leaves, and what is made of it.
@Suite(.enabled(if: TinyRun.hasTokenizer, "needs the text encoder; run 'make setup'"))
struct CheckpointerTests {
  private struct Place {
    let state: TrainingState
    let checkpointer: Checkpointer
    let run: RunFolder

    func save(step: Int) throws {
      state.progress.step = step
      try checkpointer.save(state)
    }

    func cut(_ url: URL) throws {
      let data = try Data(contentsOf: url)
      try data.prefix(data.count - 5).write(to: url)
    }
  }

  private func place(in folder: URL) throws -> Place {
    let run = RunFolder(folder.appendingPathComponent("run"))
    let prepared = try PreparedRun.start(
      TinyRun.configuration(.audio), corpus: TinyRun.corpus(in: folder), run: run, cache: nil,
      requiresMedia: false)
    return Place(
      state: try TrainingState(of: prepared),
      checkpointer: Checkpointer(
        run: run, pipeline: prepared.configuration.pipeline, everySteps: 2), run: run)
  }

  @Test func `The newest whole state is found, whatever was cut short or is missing`() throws {
    try withTemporaryFolder { folder in
      let place = try place(in: folder)
      let checkpointer = place.checkpointer
      var notes: [String] = []
      func newest() throws -> Int? {
        try checkpointer.newest { notes.append($0) }?.progress.step
      }
      #expect(try newest() == nil)
      try place.save(step: 3)
      #expect(try newest() == 3)
      try place.save(step: 6)
      #expect(try newest() == 6 && notes.isEmpty)

      try place.cut(place.run.lastCheckpoint)
      #expect(try newest() == 3)
      #expect(notes.count == 1)
      #expect(
        notes[0].contains(place.run.lastCheckpoint.path) && notes[0].contains("after step 3"))

      // Between the two renames of a save there is no newest state.
      try FileManager.default.removeItem(at: place.run.lastCheckpoint)
      #expect(try newest() == 3)
      try place.save(step: 9)
      #expect(try newest() == 9)

      for url in [place.run.lastCheckpoint, checkpointer.previous] { try place.cut(url) }
      let error = #expect(throws: TrainingError.self) { try newest() }
      guard case .checkpoint(place.run.lastCheckpoint.path, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func `What cannot be written is told with the last good state, and leaves it as it is`()
    throws
  {
    try withTemporaryFolder { folder in
      let place = try place(in: folder)
      try place.save(step: 3)
      // A folder in the way is refused as a full disk is.
      let obstacle = place.run.lastCheckpoint.deletingLastPathComponent()
        .appendingPathComponent("next.safetensors")
      try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
      let error = #expect(throws: TrainingError.self) { try place.save(step: 6) }
      guard case .notSaved(_, _, place.run.lastCheckpoint.path) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.description.contains("\n") == false)
      #expect(try place.checkpointer.newest { _ in }?.progress.step == 3)
    }
  }

  @Test func `What interrupted writers left is removed, and nothing else`() throws {
    try withTemporaryFolder { folder in
      let place = try place(in: folder)
      try place.save(step: 1)
      try place.save(step: 2)
      let checkpoints = place.run.lastCheckpoint.deletingLastPathComponent()
      for name in [".last.safetensors.1234.partial", "next.safetensors"] {
        try Data("half".utf8).write(to: checkpoints.appendingPathComponent(name))
      }
      place.checkpointer.removeLeftovers()
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: checkpoints.path).sorted()
          == ["last.safetensors", "previous.safetensors"])
    }
  }

  @Test func `A state whose best weights are gone is refused`() throws {
    try withTemporaryFolder { folder in
      let place = try place(in: folder)
      try place.checkpointer.requireBest(of: nil)
      try place.checkpointer.requireBest(of: place.state.progress)
      _ = place.state.progress.record(figure: 0.5)
      let error = #expect(throws: TrainingError.self) {
        try place.checkpointer.requireBest(of: place.state.progress)
      }
      guard case .checkpoint(place.run.bestCheckpoint.path, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      try place.checkpointer.saveBest(place.state.store)
      try place.checkpointer.requireBest(of: place.state.progress)
    }
  }
}
