import AttuneCore
import AttuneFusion
import AttuneMedia
import AttuneModels
import Foundation
import Torch

/// Recognises the emotion of a speaker with a trained run, or with a fusion of several.
///
/// ```swift
/// let recognizer = try Recognizer(contentsOf: runFolder)
/// let recognition = try recognizer.predict(video: clip, text: "I did not expect that.")
/// print(recognition.emotion, recognition.probabilities)
/// ```
///
/// Any part may be absent. Calls from several threads are answered one after another: a lock
/// guards the models, whose tensors never leave this type.
public final class Recognizer: @unchecked Sendable {
  /// Names of the classes, in the models' order.
  public let classes: [String]
  let transcriber: Transcriber?
  let requiresMedia: Bool
  private let runs: [LoadedRun]
  /// One a run: its name in the fusion, and where each class of ``classes`` stands in its answers.
  private let names: [String]
  private let orders: [[Int]]
  private let fusion: FittedFusion?
  private let lock = NSLock()

  /// Opens the folder of a run or of a fusion.
  ///
  /// - Parameters:
  ///   - folder: the `--out` of `attune train` or `attune fuse`.
  ///   - cache: keeps decoded media; `nil` decodes every time.
  ///   - requiresMedia: makes the first unusable medium an error instead of a counted absence.
  ///   - transcriber: gives words to utterances that have sound and no text; without one they stay
  ///     without words.
  ///   - keepsHidden: whether the rows of a single run's tables hold what its classifier's last layer
  ///     read.
  ///   - device: where the models run.
  /// - Throws: ``RunError`` and the errors of the files in the folder.
  public init(
    contentsOf folder: URL, cache: MediaCache? = nil, requiresMedia: Bool = false,
    transcriber: Transcriber? = nil, keepsHidden: Bool = false, device: Device = .cpu
  ) throws {
    self.transcriber = transcriber
    self.requiresMedia = requiresMedia
    let fusionFolder = FusionFolder(folder)
    let folders: [URL]
    if fusionFolder.isFusion {
      fusion = try FittedFusion(contentsOf: fusionFolder.fusion)
      folders = try fusionFolder.runs()
    } else {
      fusion = nil
      folders = [folder]
    }
    let readsHidden = fusion?.readsHiddenStates ?? keepsHidden
    runs = try folders.map {
      try LoadedRun(
        contentsOf: RunFolder($0), cache: cache, requiresMedia: requiresMedia,
        keepsHidden: readsHidden, device: device)
    }
    let classes = fusion?.classes ?? runs.first?.pipeline.model.classes ?? []
    self.classes = classes
    names = fusion?.models ?? runs.map(\.name)
    guard names.count == runs.count else {
      throw FileError(
        fusionFolder.runList,
        "lists \(runs.count) runs for a fusion of \(names.count) models; fuse run folders alone "
          + "to recognise clips")
    }
    let own = fusion?.name
    orders = try zip(runs, names).map { run, name in
      let known = run.pipeline.model.classes
      let order = classes.compactMap { known.firstIndex(of: $0) }
      guard order.count == classes.count, known.count == classes.count else {
        throw FusionError.differentClasses(
          model: own ?? name, only: classes.filter { !known.contains($0) }, other: name,
          onlyOther: known.filter { !classes.contains($0) })
      }
      return order
    }
  }

  /// Recognises the emotion in a clip.
  ///
  /// - Parameters:
  ///   - video: a file with pictures; its own sound is heard unless `audio` names another.
  ///   - audio: a file with sound.
  ///   - text: the words that are spoken; where absent, the transcriber's, if there is one.
  ///   - context: the situation in words.
  ///   - speaker: who is speaking, as far as it is known.
  /// - Throws: errors of the model; an unusable medium is counted in ``Recognition/inputs`` unless
  ///   media are required.
  public func predict(
    video: URL? = nil, audio: URL? = nil, text: String? = nil, context: String? = nil,
    speaker: SpeakerProfile? = nil
  ) throws -> Recognition {
    let (conversation, turn) = Conversation.ofClip(
      video: video, audio: audio, text: text, context: context, speaker: speaker)
    return try predict(conversation, turn)
  }

  /// Recognises the emotion of the speaker in a conversation turn.
  public func predict(_ conversation: Conversation, _ turn: Turn) throws -> Recognition {
    lock.lock()
    defer { lock.unlock() }
    var inputs = InputReport()
    let (turn, heard) = try transcribed(turn, report: &inputs)
    let examples = try runs.map { run in
      var report = InputReport()
      let example = try run.encoder.encode(conversation, turn, report: &report)
      inputs.merge(report)
      return example
    }
    let (fused, models) = try combine(examples)
    let best = fused.indices.max { fused[$0] < fused[$1] } ?? 0
    let modalities = Modality.allCases.filter { modality in
      examples.contains { $0.modalities.contains(modality) }
    }
    var contributions: [String: Float] = [:]
    for modality in modalities {
      let (without, _) = try combine(examples.map { $0.without(modality) })
      contributions[modality.rawValue] = fused[best] - without[best]
    }
    return Recognition(
      emotion: classes[best], probabilities: named(fused), models: models.mapValues(named),
      isSure: fused[best] >= Float(fusion?.rejectsBelow ?? 0), contributions: contributions,
      modalities: modalities, transcripts: heard, inputs: inputs)
  }

  /// Name of the model in prediction tables: `audio`, `video` or `fusion/…`.
  public var modelName: String { fusion?.name ?? runs.first?.name ?? "" }

  /// What the models may see, or `nil` where fused models differ in it.
  public var inputPolicy: InputPolicy? { inputPolicies.count == 1 ? inputPolicies.first : nil }

  /// The policies of the models, each once.
  public var inputPolicies: [InputPolicy] {
    var seen: Set<InputPolicy> = []
    return runs.map(\.pipeline.inputs).filter { seen.insert($0).inserted }
  }

  /// What any of the models can perceive a speaker through.
  public var modalities: [Modality] {
    Modality.allCases.filter { modality in
      runs.contains { run in
        switch modality {
        case .audio: run.pipeline.model.audio != nil
        case .video: run.pipeline.model.video != nil
        case .text, .metadata: true
        }
      }
    }
  }

  /// Calls `body` with the models while no other call has them.
  func withRuns<Result>(
    _ body: (_ runs: [LoadedRun], _ fusion: FittedFusion?) throws -> Result
  ) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(runs, fusion)
  }

  /// The fused probabilities and each model's own.
  private func combine(_ examples: [Example]) throws -> ([Float], [String: [Float]]) {
    var predictions: [String: Prediction] = [:]
    for (index, run) in runs.enumerated() {
      guard var prediction = try run.predictor.predict([examples[index]]).first else { continue }
      let order = orders[index]
      prediction.probabilities = order.map { prediction.probabilities[$0] }
      prediction.logits = prediction.logits.map { logits in order.map { logits[$0] } }
      predictions[names[index]] = prediction
    }
    let models = predictions.mapValues(\.probabilities)
    if let fusion { return (try fusion.combine(predictions: predictions), models) }
    return (models.values.first ?? [], models)
  }

  private func named(_ probabilities: [Float]) -> [String: Float] {
    Dictionary(zip(classes, probabilities)) { first, _ in first }
  }
}
