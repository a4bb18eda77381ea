import AttuneHTML

/// With what the models were made, and how to make them again.
struct ConfigurationSection {
  let report: Report

  var html: HTML {
    group {
      tag("section", ["id": "configuration"]) {
        tag("h2") { "Configuration" }
        environments
        report.models.map { model in
          tag("details") {
            tag("summary") { "\(model.name): \(model.isFusion ? "fusion.json" : "run.yaml")" }
            if let text = model.run.configuration ?? model.run.fusion?.text {
              tag("pre") { tag("code") { text } }
            } else {
              tag("p") { "The folder \(model.run.name) holds none." }
            }
          }
        }
      }
      tag("section", ["id": "repeat"]) {
        tag("h2") { "How to repeat it" }
        tag("pre") { tag("code") { report.commands.joined(separator: "\n") } }
        if !report.unknownCommands.isEmpty {
          tag("p", ["class": "soft"]) {
            "How \(Numbers.list(report.unknownCommands)) was made is not written down."
          }
        }
      }
    }
  }

  private var environments: HTML {
    var table = HTMLTable(
      caption: "What the runs were made with",
      columns: ["Run", "Started", "Seed", "Attune", "libtorch", "Commit", "Cores", "GPUs"])
    for model in report.models {
      guard let environment = model.run.environment else { continue }
      table.add([
        model.run.name, environment.started ?? "–", environment.seed.map(String.init) ?? "–",
        environment.attune ?? "–", environment.libtorch ?? "–",
        environment.commit.map { String($0.prefix(10)) } ?? "–",
        environment.cores.map(String.init) ?? "–",
        environment.cudaDevices.map(String.init) ?? "–",
      ])
    }
    return table.rows.isEmpty
      ? tag("p") { "No run says what it was made with (environment.json)." } : table.html
  }
}
