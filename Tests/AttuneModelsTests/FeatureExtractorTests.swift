import AttuneEncoders
import AttuneTestSupport
import AttuneText
import Foundation
import Safetensors
import Testing
import Torch
import TorchNN

@testable import AttuneModels

@Suite struct FeatureExtractorTests {
  private let texts = ["a", "", "b c", "a b c d", "d d", "c", "aab", "b b b b", "[UNK] x", "a\tb"]

  private func lines(_ texts: [String], in folder: URL) throws -> FeatureInputs {
    let file = folder.appendingPathComponent("texts.txt")
    try Data(texts.map { "\($0)\n" }.joined().utf8).write(to: file)
    return .texts(try TextLines(contentsOf: file))
  }

  private func floats(_ file: SafetensorsFile, _ name: String) throws -> [Float] {
    try file.tensor(name).floats()
  }

  @Test func `The batch size changes no number of a text beyond float noise`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.bert(in: folder)
      let inputs = try lines(texts, in: folder)
      let files = try [1, 3, 64].map { size in
        let url = folder.appendingPathComponent("\(size).safetensors")
        let report = try FeatureExtractor(
          contentsOf: folder, options: FeatureOptions(batchSize: size)
        ).write(inputs, to: url)
        #expect(report.encoded == texts.count)
        #expect(report.summary == nil)
        return try SafetensorsFile(contentsOf: url)
      }
      #expect(files[0].names.count == 2 * texts.count)
      for name in files[0].names {
        for file in files.dropFirst() {
          #expect(file.info(name)?.shape == files[0].info(name)?.shape)
          expectAllClose(try floats(file, name), try floats(files[0], name), .float32, name)
        }
      }
    }
  }

  @Test func `An empty line is a text of its two marks, and pooled is the pooler's`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.bert(in: folder)
      let url = folder.appendingPathComponent("out.safetensors")
      let report = try FeatureExtractor(contentsOf: folder).write(
        lines(["", "a b"], in: folder), to: url)
      #expect(report.pooling == .pooler)
      let file = try SafetensorsFile(contentsOf: url)
      #expect(file.info("0/last_hidden_state")?.shape == [2, 8])
      #expect(file.info("1/last_hidden_state")?.shape == [4, 8])
      #expect(file.info("1/pooled")?.shape == [8])
      #expect(file.metadata == ["architecture": "bert", "pooling": "pooler"])
      let source = try EncoderFolder(folder).source(.bert(readsPooler: true), prefix: "")
      let store = ParameterStore(sources: [source])
      let bert = try BertModel(
        EncoderFolder(folder).bertConfiguration(), addsPooler: true, store.root)
      let states = try bert(PackedTexts([[2, 5, 6, 3]], device: .cpu), mode: .evaluation)
      let pooled = try #require(try bert.pooledOutput(states))
      expectAllClose(
        try floats(file, "1/last_hidden_state"), try states.hiddenStates.floats(), .float32)
      expectAllClose(try floats(file, "1/pooled"), try pooled.floats(), .float32)
    }
  }

  @Test func `Without a pooler in the file the first token stands for the text`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.bert(in: folder, addsPooler: false)
      let url = folder.appendingPathComponent("out.safetensors")
      let inputs = try lines(["a b"], in: folder)
      let report = try FeatureExtractor(contentsOf: folder).write(inputs, to: url)
      #expect(report.pooling == .classToken)
      let file = try SafetensorsFile(contentsOf: url)
      let states = try floats(file, "0/last_hidden_state")
      #expect(try floats(file, "0/pooled") == Array(states.prefix(8)))
      let error = #expect(throws: FeatureError.self) {
        try FeatureExtractor(contentsOf: folder, options: FeatureOptions(pooling: .pooler))
          .write(inputs, to: url)
      }
      guard case .noSuchPooling(_, .pooler, [.classToken, .mean]) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func `A text over the limit is cut and counted, or an error that names its line`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.bert(in: folder)
      let url = folder.appendingPathComponent("out.safetensors")
      let inputs = try lines(["a", "a a a a a a a a a a a"], in: folder)
      let report = try FeatureExtractor(contentsOf: folder).write(inputs, to: url)
      #expect((report.truncated, report.truncatedTokens) == (1, 3))
      #expect(report.findings.map(\.index) == [1])
      #expect(try SafetensorsFile(contentsOf: url).info("1/last_hidden_state")?.shape == [10, 8])
      let strict = FeatureOptions(maximumTokens: 6, longTexts: .fail)
      let error = #expect(throws: FeatureError.self) {
        try FeatureExtractor(contentsOf: folder, options: strict).write(inputs, to: url)
      }
      let path = folder.appendingPathComponent("texts.txt").path
      #expect(error == .textTooLong(file: path, line: 2, tokens: 13, limit: 6))
      // The file that was there before stays.
      #expect(try SafetensorsFile(contentsOf: url).names.count == 4)
      for limit in [1, 11] {
        #expect(throws: FeatureError.self) {
          try FeatureExtractor(contentsOf: folder, options: FeatureOptions(maximumTokens: limit))
            .write(inputs, to: url)
        }
      }
    }
  }

  @Test func `The batch size changes no number of a sound, and missing ones are counted`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.wav2Vec2(in: folder)
      var sounds: [URL] = []
      for (number, samples) in [900, 400, 900, 1300, 900].enumerated() {
        let file = folder.appendingPathComponent("\(number).wav")
        try EncoderFolders.wave(EncoderFolders.tone(number, samples: samples), to: file)
        sounds.append(file)
      }
      let damaged = folder.appendingPathComponent("damaged.wav")
      try Data("no sound".utf8).write(to: damaged)
      sounds += [folder.appendingPathComponent("missing.wav"), damaged]
      var files: [SafetensorsFile] = []
      for size in [1, 4] {
        let url = folder.appendingPathComponent("\(size).safetensors")
        let report = try FeatureExtractor(
          contentsOf: folder, options: FeatureOptions(batchSize: size)
        ).write(.audio(sounds), to: url)
        #expect((report.inputs, report.encoded, report.failed) == (7, 5, 2))
        #expect(report.findings.map(\.index) == [5, 6])
        #expect(report.summary?.contains("2 of 7") == true)
        files.append(try SafetensorsFile(contentsOf: url))
      }
      #expect(files[0].names.count == 10)
      #expect(files[0].info("5/pooled") == nil)
      for name in files[0].names {
        expectAllClose(try floats(files[1], name), try floats(files[0], name), .float32Deep, name)
      }
    }
  }

  @Test func `Where media are required, the first unusable one is the error`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.wav2Vec2(in: folder)
      let url = folder.appendingPathComponent("out.safetensors")
      let missing = folder.appendingPathComponent("missing.wav")
      let options = FeatureOptions(requiresMedia: true)
      #expect(throws: (any Error).self) {
        try FeatureExtractor(contentsOf: folder, options: options)
          .write(.audio([missing]), to: url)
      }
      let error = #expect(throws: FeatureError.self) {
        try FeatureExtractor(contentsOf: folder).write(.audio([missing]), to: url)
      }
      guard case .nothingEncoded(1, let first) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(first.contains("missing.wav"))
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(!left.contains { $0.contains("out.safetensors") })
    }
  }

  @Test func `Inputs of another kind, none at all and an unknown encoder are errors`() throws {
    try withTemporaryFolder { folder in
      try EncoderFolders.wav2Vec2(in: folder)
      let url = folder.appendingPathComponent("out.safetensors")
      let extractor = try FeatureExtractor(contentsOf: folder)
      let error = #expect(throws: FeatureError.self) {
        try extractor.write(lines(["a"], in: folder), to: url)
      }
      #expect(
        error == .wrongInput(encoder: folder.path, family: "wav2vec2", takes: "sound"))
      #expect(throws: FeatureError.noInputs) { try extractor.write(.audio([]), to: url) }
      try Data("{\"model_type\": \"gpt2\"}".utf8).write(
        to: folder.appendingPathComponent("config.json"))
      let unknown = #expect(throws: EncoderFolderError.self) {
        try FeatureExtractor(contentsOf: folder)
      }
      #expect(unknown?.description.contains("'gpt2'") == true)
    }
  }

  @Test func `A file of half precision is computed in either type, and features are float32`()
    throws
  {
    try withTemporaryFolder { folder in
      try EncoderFolders.bert(in: folder)
      let weights = folder.appendingPathComponent("model.safetensors")
      let whole = try SafetensorsFile(contentsOf: weights)
      let halves = try whole.names.map {
        try SafetensorsEntry(name: $0, tensor: whole.tensor($0).to(.bfloat16))
      }
      try SafetensorsWriter.write(halves, to: weights)
      let inputs = try lines(["a b c"], in: folder)
      let states = try [DType.float32, .bfloat16].map { dtype in
        let url = folder.appendingPathComponent("\(dtype).safetensors")
        _ = try FeatureExtractor(contentsOf: folder, options: FeatureOptions(dtype: dtype))
          .write(inputs, to: url)
        let file = try SafetensorsFile(contentsOf: url)
        #expect(file.info("0/pooled")?.dtype == .float32)
        return try floats(file, "0/last_hidden_state")
      }
      #expect(states[0] != states[1])
      expectAllClose(states[1], states[0], Tolerance(relative: 0.05, absolute: 0.05))
    }
  }

  @Test func `Batches hold one size each and come in the order in which they filled up`() {
    var batches = EqualSizeBatches<Int>(batchSize: 2, window: 3)
    #expect(batches.add(0, size: 5) == nil)
    #expect(batches.add(1, size: 6) == nil)
    #expect(batches.add(2, size: 6) == [1, 2])
    #expect(batches.add(3, size: 7) == nil)
    #expect(batches.add(4, size: 8) == nil)
    // The fourth that waits is one too many: the oldest goes.
    #expect(batches.add(5, size: 9) == [0])
    #expect(batches.next() == [3])
    #expect(batches.next() == [4])
    #expect(batches.next() == [5])
    #expect(batches.next() == nil)
  }
}
