/// What a model perceives a speaker through.
public enum Modality: String, CaseIterable, Codable, Sendable, Hashable {
  case audio, video, text, metadata
}
