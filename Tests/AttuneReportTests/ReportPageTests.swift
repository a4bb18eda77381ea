import AttuneCore
import AttuneEvaluation
import AttuneTestSupport
import Foundation
import Testing

@testable import AttuneReport

private let hasGnuplot = (try? Gnuplot()) != nil

@Suite(.enabled(if: hasGnuplot, "gnuplot is absent")) struct ReportPageTests {
  /// The report of two models and a fusion over a corpus, with everything that a run folder has.
  private static func complete(in folder: URL, words: String = "I say") throws -> Report {
    let corpus = try RunFolders.corpus(40, words: words, at: folder.appendingPathComponent("data"))
    let files = RunFolders.files(corpus: corpus)
    for (model, period) in [("audio", 4), ("video", 3)] {
      try RunFolders.write(
        [
          RunFolders.table(model: model, split: .validation, firstConversation: 21),
          RunFolders.table(model: model, wrongEvery: period),
        ], files: files, to: folder.appendingPathComponent(model))
    }
    try RunFolders.write(
      [RunFolders.table(model: "fusion/average", wrongEvery: 5)],
      files: [
        "fusion.json": #"{"strategy": "average", "fitted_on": null}"#,
        "runs.json": #"["../audio", "../video"]"#,
      ], to: folder.appendingPathComponent("fusion"))
    return try Report(
      of: [folder.appendingPathComponent("fusion")],
      settings: ReportSettings(command: ["attune", "report", "fusion"]))
  }

  /// The same report for every test that only looks at it: the intervals take a moment.
  private static let shared = Result { try withTemporaryFolder { try complete(in: $0) } }

  @Test func theRunsOfAFusionAreReportedWithIt() throws {
    #expect(
      try Self.shared.get().models.map(\.name) == ["audio", "video", "fusion/average"])
  }

  @Test func aSyntheticCorpusIsMadeFirst() throws {
    let commands = try Self.shared.get().commands
    let first = try #require(commands.first)
    #expect(
      first.hasPrefix("attune synth --out ") && first.hasSuffix(" --conversations 40 --seed 7"))
    #expect(commands.count { $0.hasPrefix("attune synth") } == 1)
  }

  @Test func everyStrategyThatWasTriedIsReportedAndMadeByOneCommand() throws {
    try withTemporaryFolder { folder in
      let fusion = folder.appendingPathComponent("fusion")
      try RunFolders.write(
        [RunFolders.table(model: "audio")], to: folder.appendingPathComponent("a"))
      for (name, home) in [
        ("vote", fusion), ("average", fusion.appendingPathComponent("strategies/average")),
        ("vote", fusion.appendingPathComponent("strategies/vote")),
      ] {
        try RunFolders.write(
          [RunFolders.table(model: "fusion/\(name)", wrongEvery: 7)],
          files: [
            "fusion.json": #"{"strategy": "\#(name)"}"#,
            "runs.json": home == fusion ? #"["../a"]"# : #"["../../../a"]"#,
          ], to: home)
      }
      let report = try Report(of: [fusion])
      #expect(report.models.map(\.name) == ["audio", "fusion/vote", "fusion/average"])
      #expect(report.commands.count { $0.contains("--strategy all") } == 1)
      #expect(report.commands.count { $0.hasPrefix("attune fuse") } == 1)
    }
  }

  @Test func whatMetadataAloneWouldScoreStandsBesideTheConstantAnswer() throws {
    try withTemporaryFolder { folder in
      let tables = [Split.train, .test].map { split in
        var table = RunFolders.table(
          model: "audio", split: split, firstConversation: split == .train ? 100 : 1)
        for row in table.rows.indices {
          table.rows[row].attributes["topic"] = .text(row % 2 == 0 ? "work" : "love")
        }
        return table
      }
      let run = try RunFolders.write(tables, to: folder.appendingPathComponent("audio"))
      #expect(
        try Report(of: [run]).page.contains("naive Bayes over topic, fitted on the train split"))
      #expect(try !Self.shared.get().page.contains("naive Bayes"))
      // A fusion has no train split, so that of its first run serves.
      let fusion = try RunFolders.write(
        [RunFolders.table(model: "fusion/average", split: .validation), tables[1]].map {
          var table = $0
          table.model = "fusion/average"
          return table
        },
        files: [
          "fusion.json": #"{"strategy": "average"}"#, "runs.json": #"["../nowhere", "../audio"]"#,
        ], to: folder.appendingPathComponent("fusion"))
      let report = try Report(of: [fusion])
      for model in report.models {
        let fit = try #require(model.evaluation.metadataBaseline?.fit)
        #expect(fit.split == .train && fit.numRows == 20, "\(model.name)")
      }
      let note = "(naive Bayes over topic, fitted on the train split)"
      #expect(report.card.contains("| metadata only \(note) | 20 | "))
      #expect(report.card.contains("| always happy (the most frequent class) | 20 | 0.50 | "))
    }
  }

  @Test func everyFigureIsEmbeddedWithItsWords() throws {
    let report = try Self.shared.get()
    #expect(
      Set(report.figures.map(\.figure.name)) == [
        "fusion_comparison", "risk_coverage", "confusion_matrix", "per_class", "reliability", "roc",
        "precision_recall", "training_curves",
      ])
    let page = report.page
    let embedded = page.components(separatedBy: "src=\"data:image/svg+xml;base64,").count - 1
    #expect(embedded == report.figures.count)
    for image in page.components(separatedBy: "<img ").dropFirst() {
      let attributes = image.prefix { $0 != ">" }
      #expect(attributes.contains("alt=\"") && !attributes.contains("alt=\"\""))
    }
  }

  @Test func nothingIsFetchedAndNothingRuns() throws {
    let page = try Self.shared.get().page
    for match in page.matches(of: /(?:src|href|action|data|poster|srcset)="([^"]*)"/) {
      let target = match.1
      #expect(target.hasPrefix("data:image/") || target.hasPrefix("#"), "\(target.prefix(60))")
    }
    for word in ["<script", "<link", "<iframe", "@import", "url(", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src &#39;none&#39;"))
  }

  @Test func wordsOfTheDataStayText() throws {
    try withTemporaryFolder { folder in
      let report = try Self.complete(in: folder, words: "<script>alert(1)</script> \"><img src=x>")
      #expect(!report.page.contains("<script>"))
      #expect(!report.page.contains("<img src=x>"))
      #expect(report.page.contains("&lt;script&gt;alert(1)"))
      #expect(report.page.contains("&lt;b&gt;not bold"))
    }
  }

  @Test func errorsShowTheWordsAndTheSoundAndSayWhatIsMissing() throws {
    let report = try Self.shared.get()
    let error = try #require(report.errors.first)
    #expect(error.confidence >= (report.errors.last?.confidence ?? 1))
    #expect(error.lines.last?.isLabelled == true)
    #expect(report.page.contains("<svg"))
    #expect(report.page.contains("No frames: the corpus has none"))
  }

  @Test func equalFilesGiveAnEqualPage() throws {
    try withTemporaryFolder { folder in
      let first = try Self.complete(in: folder)
      let second = try Self.complete(in: folder)
      #expect(first.page == second.page)
      #expect(first.card == second.card)
    }
  }

  @Test func aBareTableIsReportedAndEveryMissingPieceIsNamed() throws {
    try withTemporaryFolder { folder in
      let run = try RunFolders.write(
        [RunFolders.table(model: "other", inputs: nil)], to: folder.appendingPathComponent("run"))
      let page = try Report(of: [run]).page
      for words in [
        "No run says which corpus it was made on", "inputs.json", "environment.json",
        "How other was made is not written down", "It is the only single model",
        "do not say what of the conversation it was given", "the corpus is not at hand",
        "No run on text alone was given",
      ] {
        #expect(page.contains(words), "\(words)")
      }
    }
  }

  @Test func theCardNamesTheModelAndKeepsItsTablesWhole() throws {
    try withTemporaryFolder { folder in
      let run = try RunFolders.write(
        [RunFolders.table(model: "a|b")], to: folder.appendingPathComponent("run"))
      let card = try Report(of: [run]).card
      #expect(card.hasPrefix("# Model card: a\\|b\n"))
      let rows = card.split(separator: "\n").filter { $0.hasPrefix("| ") }
      #expect(rows.contains { $0.contains("**a\\|b**") })
    }
  }

  @Test func facesAndVoicesCanBeLeftOut() throws {
    try withTemporaryFolder { folder in
      _ = try Self.complete(in: folder)
      let page = try Report(
        of: [folder.appendingPathComponent("audio")], settings: ReportSettings(showsMedia: false)
      ).page
      #expect(!page.contains("<svg"))
      #expect(page.contains("left out of this report"))
    }
  }
}

@Suite struct ReportErrorTests {
  @Test func aFolderWithoutTablesIsNamed() throws {
    try withTemporaryFolder { folder in
      #expect(throws: ReportError.notARun(folder.path)) { try Report(of: [folder]) }
    }
  }

  @Test func modelsOfOtherClassesAreRefused() throws {
    try withTemporaryFolder { folder in
      let runs = try [("a", ["happy", "sad"]), ("b", ["happy", "fear"])].map { name, classes in
        try RunFolders.write(
          [RunFolders.table(model: name, classes: classes)], to: folder.appendingPathComponent(name)
        )
      }
      #expect(throws: ReportError.differentClasses(model: "b", other: "a")) {
        try Report(of: runs)
      }
    }
  }

  @Test func aSplitThatNoRunHasIsNamed() throws {
    try withTemporaryFolder { folder in
      try RunFolders.write([RunFolders.table(model: "a")], to: folder)
      #expect(throws: ReportError.nothingToReport(.validation)) {
        try Report(of: [folder], settings: ReportSettings(split: .validation))
      }
    }
  }
}
