import ArgumentParser
import AttuneModels
import AttuneTraining
import Foundation

/// `attune import`: makes a run of a checkpoint of the reference system.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a run folder of a checkpoint (.pth) of the reference system.",
    discussion: """
      The data are those that the checkpoint was trained on: its vocabularies are made anew from \
      the training split, and must have its sizes. The tokenizer is that of bert-base-uncased, in \
      models/ or wherever --set model.text.tokenizer=DIR says. The run then predicts, is evaluated \
      and is fused as any other; import.json in it says what it computes in another way than the \
      reference system.
      """)

  @Argument(help: "Which model: audio (A) or video (B).")
  var kind: ModelConfiguration.Kind

  @Option(help: "The checkpoint, as best_7class_model.pth.")
  var checkpoint: String

  @OptionGroup var source: CorpusOptions

  @Option(help: "The run folder to make.")
  var out: String

  @Option(help: "A YAML file with any of the keys of run.yaml, for sizes that are not its own.")
  var config: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "One key of the configuration, as model.text.tokenizer=DIR.", valueName: "key=value"))
  var overrides: [String] = []

  @Flag(help: "Print what import.json holds.")
  var json = false

  func run() throws {
    let report = try ReferenceImport.run(
      URL(fileURLWithPath: checkpoint),
      configuration: try ReferenceImport.configuration(
        kind: kind, file: config.map(URL.init(fileURLWithPath:)), overrides: overrides),
      corpus: try source.load(), to: RunFolder(URL(fileURLWithPath: out)))
    if json {
      try JSONOutput.print(report)
      return
    }
    var facts = ["\(report.parameters) parameters"]
    if let epoch = report.epoch { facts.append("epoch \(epoch)") }
    if let accuracy = report.validationAccuracy {
      facts.append(String(format: "validation accuracy %.4f by its own account", accuracy))
    }
    print("\(out): \(report.model) model of \(report.checkpoint), \(facts.joined(separator: ", "))")
    for difference in report.differences { StandardError.write("differs: \(difference)") }
  }
}
