import AttuneCore
import AttuneModels
import Torch
import TorchNN

/// Explains a run's answers.
///
/// Not `Sendable`: it owns the run's model.
public struct Explainer {
  let run: LoadedRun
  let device: Device
  let gradients: IntegratedGradients

  /// Prepares explanations of a run.
  ///
  /// - Parameter steps: places on the paths of integrated gradients; more are slower and add up better.
  public init(_ run: LoadedRun, device: Device = .cpu, steps: Int = 64) {
    (self.run, self.device, gradients) = (run, device, IntegratedGradients(steps: steps))
  }

  /// Explains the answer to one turn.
  ///
  /// - Parameter report: what was missing or cut is added to it.
  /// - Returns: the explanation, and what the model perceived, for pictures of it.
  /// - Throws: errors of media and model.
  public func explain(
    _ conversation: Conversation, _ turn: Turn, report: inout InputReport
  ) throws -> (explanation: Explanation, example: Example) {
    let example = try run.encoder.encode(conversation, turn, report: &report)
    let trace = AttentionTrace()
    let batch = try Batch([example], device: device)
    let logits = try withoutGradients {
      try trace.record { try run.model(batch, mode: .evaluation) }
    }
    let probabilities = try logits.softmax(dim: 1).floats()
    let answer = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
    let question = Question(run: run, device: device, example: example, answer: answer)
    let (modalities, nothing) = try question.modalities()
    let words = try question.words(gradients, trace)
    let sounds = try question.sounds(gradients)
    let explanation = Explanation(
      model: run.name, steps: gradients.steps, conversation: example.conversation,
      turn: example.turn,
      answer: run.predictor.classes[answer],
      truth: example.label.map { run.predictor.classes[$0] },
      probabilities: Dictionary(
        zip(run.predictor.classes, probabilities.map(Double.init))
      ) { first, _ in first },
      logOdds: try question.logOdds(logits).item(), logOddsOfNothing: nothing,
      modalities: modalities, texts: words.texts, textCompleteness: words.completeness,
      sounds: sounds.sounds, soundCompleteness: sounds.completeness,
      clips: try question.clips(trace), utteranceAttention: try question.utterances(trace))
    return (explanation, example)
  }
}
