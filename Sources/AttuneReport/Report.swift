import AttuneCore
import AttuneCorpus
import AttuneEvaluation
import AttuneHTML
import Foundation

/// All there is to say of some runs on one split: as a page, and as a model card.
///
/// Equal files give an equal page: it holds no date of its own.
public struct Report: Sendable {
  let split: Split
  /// Models before fusions, each in the order in which they were named.
  let models: [ScoredModel]
  let recommendation: Recommendation
  /// Conversations that the recommended model was scored on.
  let numConversations: Int
  let corpus: CorpusSummary?
  /// Why there is no corpus, or empty.
  let corpusNote: String
  /// What the runs say of leaks.
  let runChecks: [Remark]
  /// What leaks in what they were trained on.
  let audits: [AuditedCorpus]
  /// The command that makes the corpus, where it is a synthetic one.
  let synthesis: String?
  let errors: [Evidence]
  let figures: [ReportFigure]
  let command: [String]

  /// Reads runs and corpus, scores, looks for leaks, and draws the figures.
  ///
  /// Runs that a fusion names, and strategies that were tried with it, are read with it.
  ///
  /// - Parameters:
  ///   - runs: Folders of runs and fusions.
  ///   - progress: Called with what is being done.
  /// - Throws: ``ReportError`` if there is nothing to report, the errors of tables that cannot be
  ///   read, or `GnuplotError`.
  public init(
    of runs: [URL], settings: ReportSettings = ReportSettings(),
    progress: (String) -> Void = { _ in }
  ) throws {
    split = settings.split
    command = settings.command
    progress("reading runs")
    let records = try Self.records(runs)
    models = try Self.models(records, split: split)
    guard let recommendation = try Recommendation(models, split: split) else {
      throw ReportError.nothingToReport(split)
    }
    self.recommendation = recommendation
    let best = recommendation.model
    numConversations = Set(best.table.rows.filter { $0.emotion != nil }.map(\.conversation)).count
    progress("reading the corpus")
    let home = Self.home(of: settings, records)
    synthesis = home.flatMap { home in
      SynthesisRecord(of: home)?.command(path: Self.path(of: home))
    }
    let (corpus, note) = Self.corpus(home, records)
    let inputs = PolicyText.union(models.compactMap(\.table.inputs))
    self.corpus = corpus.map { CorpusSummary($0, inputs: inputs) }
    corpusNote = note
    runChecks = RunChecks(models: models, split: split).findings
    audits = AuditedCorpus.all(models, corpus: self.corpus)
    progress("looking at errors")
    errors = EvidenceCollector(corpus: corpus, showsMedia: settings.showsMedia)
      .errors(of: best.table, count: settings.numErrors)
    progress("drawing figures")
    figures = try ReportFigures(models: models, best: best, split: split).drawn()
  }

  /// All that was looked for as a leak, in runs and corpora.
  var leaks: [Remark] { runChecks + audits.flatMap(\.remarks) }

  /// The folders' records, those of the runs that fusions among them name, and those of the other
  /// strategies that were tried.
  private static func records(_ folders: [URL]) throws -> [RunRecord] {
    var records: [RunRecord] = []
    var seen: Set<String> = []
    for folder in folders where seen.insert(folder.standardizedFileURL.path).inserted {
      records.append(try RunRecord(folder))
    }
    let fusions = records.compactMap(\.fusion)
    for fused in fusions.flatMap(\.runs) + fusions.flatMap(\.others)
    where seen.insert(fused.path).inserted {
      // A run that was moved away is missed in the table, but the fusion can still be told.
      if let record = try? RunRecord(fused) { records.append(record) }
    }
    return records.filter { $0.fusion == nil } + records.filter { $0.fusion != nil }
  }

  private static func models(_ records: [RunRecord], split: Split) throws -> [ScoredModel] {
    let scored = records.compactMap { record in
      record.tables[split].flatMap { table in
        table.rows.contains { $0.emotion != nil } ? (record, table) : nil
      }
    }
    guard let first = scored.first else { throw ReportError.nothingToReport(split) }
    let names = scored.map { $0.1.model }
    return try scored.map { record, table in
      guard Set(table.classes) == Set(first.1.classes) else {
        throw ReportError.differentClasses(model: table.model, other: first.1.model)
      }
      let isUnique = names.count { $0 == table.model } == 1
      return try ScoredModel(
        table, name: isUnique ? table.model : "\(table.model) (\(record.name))", of: record,
        trained: trained(for: record, among: records))
    }
  }

  /// The train split of the first run of a fusion that has one.
  private static func trained(
    for record: RunRecord, among records: [RunRecord]
  ) -> PredictionTable? {
    record.fusion?.runs.lazy.compactMap { run in
      records.first { $0.folder.path == run.path }?.tables[.train]
    }.first
  }

  /// Where the corpus lies that was given or that a run names.
  private static func home(of settings: ReportSettings, _ records: [RunRecord]) -> URL? {
    settings.data
      ?? records.lazy.compactMap { $0.environment?.corpus }.first.map { URL(fileURLWithPath: $0) }
  }

  /// The corpus, or why there is none.
  private static func corpus(_ home: URL?, _ records: [RunRecord]) -> (Corpus?, note: String) {
    guard let home else {
      return (nil, "No run says which corpus it was made on; name it with --data.")
    }
    let splitting = records.compactMap { $0.environment?.splitting }.first
      .flatMap(Corpus.Splitting.init)
    do {
      let corpus = try Corpus.load(home, splitting: splitting ?? .conversation, shared: .listed)
      return (corpus, "")
    } catch {
      return (
        nil, "The corpus cannot be read, so its words, frames and sounds are missing here: \(error)"
      )
    }
  }
}
