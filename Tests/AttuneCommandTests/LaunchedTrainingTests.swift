import AttuneTestSupport
import Foundation
import ProcessLauncher
import Testing

// One after another: each of them is several processes already.
@Suite(
  .serialized,
  .enabled(
    if: TinyTraining.isPossible, "no text encoder, or built without Gloo; run 'make setup'"))
struct LaunchedTrainingTests {
  /// Sums in another order, over a dozen steps.
  private static let floatNoise: Float = 2e-5

  /// Dropout, modality dropout and batch normalisation are on; one process dies on the way.
  @Test func twoProcessesOfWhichOneDiesEqualOneThatTakesTheSameSteps() throws {
    try withTemporaryFolder { folder in
      let training = try TinyTraining(in: folder)
      // Seven turns: the second step of each epoch has a single one, and a process none.
      let settings = [
        "training.batch_size=3", "training.epochs=3", "training.checkpoint_every_steps=1",
      ]
      try training.train("video", "one", settings: settings + ["training.processes=2"])

      var pids: [Int: Int32] = [:]
      var restarts = 0
      try training.train(
        "video", "two", processes: 2, maxRestarts: 1, settings: settings,
        nextSignal: {
          if restarts == 0, training.numSteps("two") >= 3, let pid = pids.removeValue(forKey: 1) {
            kill(pid, SIGKILL)
          }
          return nil
        },
        tell: { event in
          switch event {
          case .started(let rank, let pid): pids[rank] = pid
          case .restarting: restarts += 1
          case .failed(let rank, _, let ending, _):
            #expect(rank == 1)
            #expect(ending == .signalled(SIGKILL))
          }
        })
      #expect(restarts == 1)
      let difference = try training.difference("one", "two")
      #expect(difference.value < Self.floatNoise, "\(difference.tensor)")
      #expect(training.numSteps("one") == training.numSteps("two"))
      for file in ["predictions/train.jsonl", "evaluation/test/evaluation.json", "inputs.json"] {
        #expect(FileManager.default.fileExists(atPath: training.run("two/\(file)").path))
      }
    }
  }

  @Test func threeProcessesEqualOneWithThreeTimesTheBatch() throws {
    try withTemporaryFolder { folder in
      let training = try TinyTraining(in: folder)
      // What is drawn, or computed from a batch's own rows, knows how large the batch is.
      let settings =
        [
          "model.dropout", "model.modality_dropout", "model.media_loss",
          "model.text.encoder.hidden_dropout_prob",
          "model.text.encoder.attention_probs_dropout_prob", "model.audio.encoder.hidden_dropout",
          "model.audio.encoder.attention_dropout", "model.audio.encoder.activation_dropout",
          "model.audio.encoder.feat_proj_dropout", "model.audio.encoder.layerdrop",
        ].map { "\($0)=0" }
      // Seven turns: the last step has one, and two processes have nothing to do.
      try training.train("audio", "one", settings: settings + ["training.batch_size=3"])
      try training.train(
        "audio", "three", processes: 3, settings: settings + ["training.batch_size=1"])
      let difference = try training.difference("one", "three")
      #expect(difference.value < Self.floatNoise, "\(difference.tensor)")
    }
  }
}
