import Foundation

/// One stretch of speech of one person: its words, sound and picture.
public struct Utterance: Sendable, Hashable {
  /// Who speaks.
  public enum Role: String, CaseIterable, Codable, Sendable {
    case speaker, listener
    /// The listener's gold reply, which comes after the turn that is labelled.
    case listenerResponse = "listener_response"
  }

  /// Position in the conversation, from 0.
  public var index: Int
  /// Who speaks.
  public var role: Role
  /// The words; empty where they are unknown.
  public var text: String
  /// Where the sound is expected, or `nil` where none is; the file may be absent.
  public var audio: URL?
  /// Where the video is expected, or `nil` where none is; the file may be absent.
  public var video: URL?

  /// Creates an utterance.
  public init(index: Int, role: Role, text: String, audio: URL? = nil, video: URL? = nil) {
    self.index = index
    self.role = role
    self.text = text
    self.audio = audio
    self.video = video
  }
}
