import AttuneCore
import AttuneMedia
import Safetensors
import Torch
import TorchNN

/// Conversation turns with what the model makes of them, for whoever writes the model anew.
struct ExportExamples {
  /// One turn in words: `examples.json` is a list of these.
  struct Description: Encodable {
    struct Part: Encodable {
      let index: Int
      let role: String
      let text: String
    }

    let conversation: String
    let turn: String
    let label: String?
    let context: String?
    let utterances: [Part]
    let logits: [Float]
  }

  private(set) var descriptions: [Description] = []
  private(set) var entries: [SafetensorsEntry] = []

  /// Adds a turn: its inputs as the network gets them, and its logits.
  ///
  /// Keys, behind the turn's number: `context_ids` and `N.ids` `[T]`, `N.waveform` `[S]`,
  /// `N.pixel_values` `[F, 3, height, width]` for utterance `N`, each absent where the input is;
  /// `roles` `[N]`; `age`, `gender`, `timbre`, `profile_id` `[2]`, `topic`, `event_scenario`,
  /// `emotion_cause`, `goal_to_response` `[1]`; `logits` `[K]`.
  mutating func add(_ conversation: Conversation, _ turn: Turn, in run: LoadedRun) throws {
    var report = InputReport()
    let example = try run.encoder.encode(conversation, turn, report: &report)
    let logits = try run.predictor.predict([example]).first?.logits ?? []
    let prefix = "\(descriptions.count)."
    func add(_ name: String, _ values: [Int64]) {
      entries.append(
        SafetensorsEntry(name: prefix + name, shape: [values.count], values: values))
    }
    if let context = example.context { add("context_ids", context.map(Int64.init)) }
    let roles = example.utterances.map { Utterance.Role.allCases.firstIndex(of: $0.role) ?? 0 }
    add("roles", roles.map(Int64.init))
    for (index, part) in example.utterances.enumerated() {
      if let text = part.text { add("\(index).ids", text.map(Int64.init)) }
      if let sound = part.sound {
        entries.append(
          SafetensorsEntry(
            name: "\(prefix)\(index).waveform", shape: [sound.waveform.count],
            values: sound.waveform))
      }
    }
    for group in try Batch([example], device: .cpu).clips {
      for (place, row) in group.rows.enumerated() {
        entries.append(
          try SafetensorsEntry(
            name: "\(prefix)\(row).pixel_values",
            tensor: group.pixelValues.select(dim: 0, index: place).contiguous()))
      }
    }
    let metadata = example.metadata
    add("age", metadata.age)
    add("gender", metadata.gender)
    add("timbre", metadata.timbre)
    add("profile_id", metadata.profileID)
    add("topic", [metadata.topic])
    add("event_scenario", [metadata.eventScenario])
    add("emotion_cause", [metadata.emotionCause])
    add("goal_to_response", [metadata.goalToResponse])
    entries.append(
      SafetensorsEntry(name: prefix + "logits", shape: [logits.count], values: logits))

    // What the policy leaves out is not said in words either.
    let utterances = run.encoder.selected(turn, report: &report)
    descriptions.append(
      Description(
        conversation: conversation.key, turn: turn.id, label: turn.emotion?.rawValue,
        context: example.context == nil ? nil : turn.context,
        utterances: utterances.map {
          .init(index: $0.index, role: $0.role.rawValue, text: $0.text)
        },
        logits: logits))
  }
}
