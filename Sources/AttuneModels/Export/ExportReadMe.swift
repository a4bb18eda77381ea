import Safetensors

/// The note that lies beside exported weights: what each part of the paths is.
enum ExportReadMe {
  private static let parts: [(name: String, meaning: String)] = [
    ("text_encoder", "BERT, the paths of transformers' `BertModel` without a pooler"),
    ("text_stand_in", "in the place of an utterance without words"),
    ("context_stand_in", "in the place of an absent situation"),
    ("context", "dense layers `N.dense`, `N.norm` over the situation's vector"),
    (
      "audio_encoder",
      "wav2vec2 or HuBERT, the paths of transformers' models; or log-mel energies and convolutions"
    ),
    ("audio_layer_weights", "mixture of the audio encoder's layers, before softmax"),
    ("audio_projector", "dense layers over what the audio encoder makes of a whole sound"),
    ("audio_stand_in", "in the place of an absent sound"),
    (
      "video_encoder", "TimeSformer, the paths of transformers' `TimesformerModel`; see config.json"
    ),
    ("video_stand_in", "in the place of an absent clip"),
    ("role", "table of the roles, in the order of `roles`"),
    ("text_sequence", "`nn.LSTM` and `nn.MultiheadAttention` over the utterances' words"),
    ("video_sequence", "`nn.LSTM` and `nn.MultiheadAttention` over the utterances' clips"),
    ("metadata_tables", "tables of the metadata fields; id 0 is unknown and counts as zeros"),
    ("metadata_step", "dense layers over the metadata, joined to every utterance"),
    ("metadata", "dense layers over the metadata"),
    ("dialogue", "`nn.LSTM` and `nn.MultiheadAttention` over whole utterances; the last is taken"),
    ("cross_modal", "attention between situation, dialogue and metadata; `N.input`, `N.output`"),
    ("classifier", "dense layers; the last gives the logits"),
    ("media_head", "classifies one utterance's medium alone; for training only"),
  ]

  /// The note for a model of given tensors.
  static func text(_ configuration: PipelineConfiguration, _ file: SafetensorsFile) -> String {
    var counts: [String: Int] = [:]
    for name in file.names {
      let part = String(name.prefix { $0 != "." })
      counts[part, default: 0] += file.info(name)?.shape.reduce(1, *) ?? 0
    }
    let known = parts.filter { counts[$0.name] != nil }
    let others = counts.keys.sorted().filter { name in !parts.contains { $0.name == name } }
    let rows = (known + others.map { ($0, "") }).map { name, meaning in
      "| `\(name)` | \(counts[name] ?? 0) | \(meaning) |"
    }
    let kind =
      switch configuration.model.kind {
      case .audio: "A (audio)"
      case .video: "B (video)"
      case .text: "(text only)"
      }
    return """
      # Attune's model \(kind), exported

      Classes, in the order of the logits: \(configuration.model.classes.joined(separator: ", ")).

      | file | holds |
      |---|---|
      | `model.safetensors` | all tensors, float32, by their paths |
      | `config.json` | sizes, input policy, preprocessing, classes, the strings of the metadata ids |
      | `tokenizer/` | the text encoder's tokenizer, for `transformers.BertTokenizer` |
      | `examples.safetensors`, `examples.json` | turns with their inputs and logits, if asked for |

      | path begins with | numbers | is |
      |---|---|---|
      \(rows.joined(separator: "\n"))

      `Examples/pytorch` in Attune's repository rebuilds the network from these files; `docs/export.md`
      there says how the inputs are made.

      """
  }
}
