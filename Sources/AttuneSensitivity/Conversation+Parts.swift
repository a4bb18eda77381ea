import AttuneCore
import AttuneEvaluation

extension Conversation {
  /// The conversation as if a part had never been there; the labels stay.
  public func without(_ part: InputPart) -> Conversation { replacing(part, from: nil) }

  /// Whether there is anything of a part.
  public func has(_ part: InputPart) -> Bool { without(part) != self }

  /// The conversation with one part taken from its donor, or taken away where there is none.
  ///
  /// What a turn lacks stays absent, and what the donor lacks becomes absent: a part is replaced,
  /// never added. The labels stay.
  ///
  /// - Parameter donor: another conversation; its last turn gives the situation, utterances and the
  ///   annotation's texts.
  func replacing(_ part: InputPart, from donor: Conversation?) -> Conversation {
    var result = self
    switch part {
    case .metadata:
      for field in InputPart.allCases where field.modality == .metadata && field != .metadata {
        result = result.replacing(field, from: donor)
      }
    case .age: result.replaceProfiles(\.age, from: donor)
    case .gender: result.replaceProfiles(\.gender, from: donor)
    case .timbre: result.replaceProfiles(\.timbre, from: donor)
    case .profileID: result.replaceProfiles(\.id, from: donor)
    case .topic: if topic != nil { result.topic = donor?.topic }
    default:
      let given = donor?.turns.last
      result.turns = turns.map { $0.replacing(part, from: given) }
    }
    return result
  }

  private mutating func replaceProfiles<Value>(
    _ field: WritableKeyPath<SpeakerProfile, Value?>, from donor: Conversation?
  ) {
    if speaker?[keyPath: field] != nil {
      speaker?[keyPath: field] = donor?.speaker?[keyPath: field]
    }
    if listener?[keyPath: field] != nil {
      listener?[keyPath: field] = donor?.listener?[keyPath: field]
    }
  }
}

extension Turn {
  fileprivate func replacing(_ part: InputPart, from donor: Turn?) -> Turn {
    var result = self
    switch part {
    case .text:
      result = replacing(.context, from: donor).replacing(.dialogue, from: donor)
    case .context: if context != nil { result.context = donor?.context }
    case .dialogue:
      result.replaceUtterances(from: donor) { if !$0.text.isEmpty { $0.text = $1?.text ?? "" } }
    case .audio:
      result.replaceUtterances(from: donor) { if $0.audio != nil { $0.audio = $1?.audio } }
    case .video:
      result.replaceUtterances(from: donor) { if $0.video != nil { $0.video = $1?.video } }
    case .response: if response != nil { result.response = donor?.response }
    case .eventScenario: result.replaceRationale(\.eventScenario, from: donor)
    case .emotionCause: result.replaceRationale(\.emotionCause, from: donor)
    case .goalToResponse: result.replaceRationale(\.goalToResponse, from: donor)
    case .metadata, .age, .gender, .timbre, .profileID, .topic: break
    }
    return result
  }

  /// Changes each utterance by the donor's of the same role, in order, from the first again where
  /// the donor has fewer; of any role where it has none.
  private mutating func replaceUtterances(
    from donor: Turn?, _ replace: (inout Utterance, Utterance?) -> Void
  ) {
    let all = (donor?.dialogue ?? []) + (donor?.response.map { [$0] } ?? [])
    var places: [Utterance.Role: Int] = [:]
    func changed(_ utterance: Utterance) -> Utterance {
      var result = utterance
      let place = places[utterance.role, default: 0]
      places[utterance.role] = place + 1
      let sameRole = all.filter { $0.role == utterance.role }
      let given = sameRole.isEmpty ? all : sameRole
      replace(&result, given.isEmpty ? nil : given[place % given.count])
      return result
    }
    dialogue = dialogue.map(changed)
    response = response.map(changed)
  }

  private mutating func replaceRationale(
    _ field: WritableKeyPath<AnnotatedRationale, String?>, from donor: Turn?
  ) {
    guard rationale?[keyPath: field] != nil else { return }
    rationale?[keyPath: field] = donor?.rationale?[keyPath: field]
  }
}
