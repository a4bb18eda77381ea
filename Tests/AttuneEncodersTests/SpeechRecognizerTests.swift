import AttuneTestSupport
import AttuneText
import Foundation
import Testing
import Torch
import TorchNN
import TorchTestSupport

@testable import AttuneEncoders

@Suite struct SpeechRecognizerTests {
  private struct Heard: Decodable {
    let waveform: [Float]
    let text: String
  }

  private func folder(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
      .appendingPathComponent(name)
  }

  private func heard(_ name: String) throws -> [Heard] {
    try JSONDecoder().decode(
      [Heard].self, from: Data(contentsOf: folder(name).appendingPathComponent("heard.json")))
  }

  @Test func `Logits of a padded batch and gradients are those of transformers`() throws {
    let reference = try ReferenceCase("wav2vec2_ctc", in: .module)
    let checkpoint = EncoderCheckpoint.wav2vec2CTC
    let store = ParameterStore(sources: [
      try reference.source(keyMap: checkpoint.keyMap, leftOver: checkpoint.leftOver)
    ])
    let model = try Wav2Vec2ForCTC(
      CTCConfiguration(encoder: .tinyGroup, vocabularySize: 11), store.root)
    try store.verify()
    let (logits, numFrames) = try model(
      reference.input("waveforms"), lengths: reference.integers("lengths"), mode: .evaluation)
    let rows = try numFrames.enumerated().map { row, count in
      try logits.select(dim: 0, index: row).narrow(dim: 0, start: 0, length: count)
    }
    let output = try Tensor.cat(rows, dim: 0)
    try reference.expect(output, "outputs/output")
    try (output * reference.input("cotangent")).sum().backward()
    for parameter in store.parameters where parameter.path != "masked_spec_embed" {
      let isHead = parameter.path.hasPrefix("lm_head")
      let name = isHead ? parameter.path : "wav2vec2.\(parameter.path)"
      try reference.expect(
        parameter.tensor.grad, "gradients/parameters/\(name)", .float32Gradient)
    }
  }

  @Test(arguments: ["ctc_wav2vec2", "ctc_hubert"])
  func `A folder that transformers wrote hears the same words`(name: String) throws {
    let recognizer = try SpeechRecognizer(contentsOf: EncoderFolder(folder(name)))
    #expect(recognizer.preprocessing.normalizes == (name == "ctc_hubert"))
    #expect(recognizer.preprocessing.returnsAttentionMask == (name == "ctc_hubert"))
    let heard = try heard(name)
    #expect(Set(heard.map(\.text)).count == 3)
    for example in heard {
      // What `AudioNormalization.standard` does to the sound of a file.
      let mean = example.waveform.reduce(0, +) / Float(example.waveform.count)
      let variance =
        example.waveform.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        / Float(example.waveform.count)
      let waveform =
        recognizer.preprocessing.normalizes
        ? example.waveform.map { ($0 - mean) / (variance + 1e-7).squareRoot() } : example.waveform
      #expect(try recognizer.transcribe(waveform) == example.text)
    }
  }

  @Test func `A vocabulary of another size than the head is an error that names the file`() throws {
    try withTemporaryFolder { copy in
      let changed = copy.appendingPathComponent("encoder")
      try FileManager.default.copyItem(at: folder("ctc_wav2vec2"), to: changed)
      let file = changed.appendingPathComponent("vocab.json")
      try Data(#"{"<pad>": 0, "|": 1, "a": 2}"#.utf8).write(to: file)
      try FileManager.default.removeItem(
        at: changed.appendingPathComponent("tokenizer_config.json"))
      #expect(throws: CTCVocabularyError.wrongSize(file: file, tokens: 3, outputs: 11)) {
        try SpeechRecognizer(contentsOf: EncoderFolder(changed))
      }
    }
  }

  @Test func `A folder without a head or without its size is an error that says so`() throws {
    try withTemporaryFolder { copy in
      let changed = copy.appendingPathComponent("encoder")
      try FileManager.default.copyItem(at: folder("ctc_wav2vec2"), to: changed)
      let configuration = changed.appendingPathComponent("config.json")
      let weights = changed.appendingPathComponent("model.safetensors")
      let encoder = EncoderFolder(changed)
      let store = ParameterStore(sources: [try encoder.source(.wav2vec2, prefix: "")])
      _ = try Wav2Vec2Model(encoder.wav2Vec2Configuration(), store.root)
      try store.verify()
      try store.write(to: weights)
      let error = try #require(throws: ParameterError.self) {
        try SpeechRecognizer(contentsOf: EncoderFolder(changed))
      }
      #expect(error.missing == ["lm_head.weight", "lm_head.bias"])

      var object = try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: configuration)) as? [String: Any])
      object["vocab_size"] = nil
      try JSONSerialization.data(withJSONObject: object).write(to: configuration)
      #expect(
        throws: EncoderFolderError.malformedConfiguration(
          file: configuration, key: "vocab_size", reason: "is missing")
      ) { try SpeechRecognizer(contentsOf: EncoderFolder(changed)) }
      try FileManager.default.removeItem(at: changed.appendingPathComponent("vocab.json"))
      object["vocab_size"] = 11
      try JSONSerialization.data(withJSONObject: object).write(to: configuration)
      #expect(throws: CTCVocabularyError.noVocabulary(folder: changed)) {
        try SpeechRecognizer(contentsOf: EncoderFolder(changed))
      }
    }
  }
}
