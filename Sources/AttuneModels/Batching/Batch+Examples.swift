import AttuneCore
import AttuneEncoders
import AttuneMedia
import Torch

extension Batch {
  /// Joins examples into a batch.
  ///
  /// - Parameters:
  ///   - examples: one or more.
  ///   - device: where the tensors are made.
  ///   - readings: of these examples; sounds and clips that they know need no tensors.
  init(_ examples: [Example], device: Device, readings: BatchReadings?) throws {
    let parts = examples.flatMap(\.utterances)
    let roles = parts.map { Int64(Utterance.Role.allCases.firstIndex(of: $0.role) ?? 0) }
    func answers(_ values: [Int?]) throws -> Tensor? {
      let known = values.compactMap { $0.map(Int64.init) }
      guard known.count == values.count else { return nil }
      return try Tensor(known, shape: [known.count], device: device)
    }
    self.init(
      texts: parts.map { Self.text($0.text, $0.frozenText) },
      utteranceCounts: examples.map(\.utterances.count),
      roles: try Tensor(roles, shape: [roles.count], device: device),
      contexts: examples.map { Self.text($0.context, $0.frozenContext) },
      sounds: readings?.knowsSounds == true
        ? [] : try Self.soundGroups(parts, device: device),
      frozenSounds: parts.indices.compactMap { row in
        parts[row].frozenSound.map { .init(row: row, features: $0) }
      },
      clips: readings?.knowsClips == true
        ? []
        : try Self.clipGroups(parts, examples.first?.pixels ?? .imageNet, device: device),
      metadata: try MetadataBatch(examples.map(\.metadata), device: device),
      labels: try answers(examples.map(\.label)), words: try answers(examples.map(\.word)))
    self.readings = readings
  }

  /// Joins examples into a batch.
  ///
  /// - Parameters:
  ///   - examples: one or more.
  ///   - device: where the tensors are made.
  public init(_ examples: [Example], device: Device) throws {
    try self.init(examples, device: device, readings: nil)
  }

  private static func text(_ ids: [Int32]?, _ frozen: FrozenFeatures?) -> TextInput? {
    frozen.map(TextInput.frozen) ?? ids.map(TextInput.tokens)
  }

  private static func soundGroups(
    _ parts: [Example.Part], device: Device
  ) throws -> [WaveformGroup] {
    let rows = parts.indices.filter { parts[$0].sound != nil && parts[$0].frozenSound == nil }
    let waveforms = rows.compactMap { parts[$0].sound?.waveform }
    return try WaveformGrouping.groups(lengths: waveforms.map(\.count)).map { group in
      let members = group.map { waveforms[$0] }
      let seeds = group.compactMap { parts[rows[$0]].maskSeed }
      return WaveformGroup(
        rows: group.map { rows[$0] },
        waveforms: try WaveformGrouping.padded(members, device: device),
        lengths: members.map(\.count), maskSeeds: seeds.count == group.count ? seeds : nil)
    }
  }

  private static func clipGroups(
    _ parts: [Example.Part], _ pixels: PixelScale, device: Device
  ) throws -> [ClipGroup] {
    let rows = parts.indices.compactMap { row in parts[row].video.map { (row, $0) } }
    guard let first = rows.first?.1 else { return [] }
    try pixels.validate()
    let values = rows.flatMap { $0.1.pixelValues(pixels) }
    return [
      ClipGroup(
        rows: rows.map(\.0),
        pixelValues: try Tensor(
          values, shape: [rows.count, first.numFrames, 3, first.height, first.width],
          device: device))
    ]
  }
}

extension MetadataBatch {
  /// Joins the metadata of `B` examples.
  init(_ metadata: [Example.Metadata], device: Device) throws {
    func pair(_ field: (Example.Metadata) -> [Int64]) throws -> Tensor {
      try Tensor(metadata.flatMap(field), shape: [metadata.count, 2], device: device)
    }
    func single(_ field: (Example.Metadata) -> Int64) throws -> Tensor {
      try Tensor(metadata.map(field), shape: [metadata.count], device: device)
    }
    self.init(
      age: try pair(\.age), gender: try pair(\.gender), timbre: try pair(\.timbre),
      profileID: try pair(\.profileID), topic: try single(\.topic),
      eventScenario: try single(\.eventScenario), emotionCause: try single(\.emotionCause),
      goalToResponse: try single(\.goalToResponse))
  }
}
