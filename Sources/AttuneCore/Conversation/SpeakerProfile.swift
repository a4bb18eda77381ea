/// Who is speaking; every field may be unknown.
public struct SpeakerProfile: Codable, Sendable, Hashable {
  /// Age group.
  public enum Age: String, CaseIterable, Codable, Sendable {
    case child, young
    case middleAged = "middle-aged"
    case elderly
  }

  /// Gender of the voice and the face.
  public enum Gender: String, CaseIterable, Codable, Sendable { case male, female }

  /// Pitch of the voice.
  public enum Timbre: String, CaseIterable, Codable, Sendable { case high, mid, low }

  /// Age group.
  public var age: Age?
  /// Gender of the voice and the face.
  public var gender: Gender?
  /// Pitch of the voice.
  public var timbre: Timbre?
  /// The profile's number, 0…99; voices and faces go by it.
  public var id: Int?

  /// Creates a profile.
  public init(age: Age? = nil, gender: Gender? = nil, timbre: Timbre? = nil, id: Int? = nil) {
    self.age = age
    self.gender = gender
    self.timbre = timbre
    self.id = id
  }
}
