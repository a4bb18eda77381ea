import AttuneCore

/// Conversation ids that belong together because they share a speaker, directly or by way of others.
///
/// A speaker is known by the profile ID; one without it is taken for a person of their own.
struct SpeakerGroups {
  private var parents: [Int] = []
  private var nodes: [String: Int] = [:]

  /// The ids in their groups, in order of first appearance.
  static func groups(of ids: [String], in conversations: [Conversation]) -> [[String]] {
    var joined = SpeakerGroups(conversations)
    return joined.groups(of: ids)
  }

  private init(_ conversations: [Conversation]) {
    var speakers: [Int: Int] = [:]
    for conversation in conversations {
      let node = nodes[conversation.id] ?? makeNode()
      nodes[conversation.id] = node
      guard let profile = conversation.speaker?.id else { continue }
      let speaker = speakers[profile] ?? makeNode()
      speakers[profile] = speaker
      parents[root(of: node)] = root(of: speaker)
    }
  }

  private mutating func groups(of ids: [String]) -> [[String]] {
    var groups: [[String]] = []
    var positions: [Int: Int] = [:]
    for id in ids {
      guard let node = nodes[id] else { continue }
      let root = root(of: node)
      if let position = positions[root] {
        groups[position].append(id)
      } else {
        positions[root] = groups.count
        groups.append([id])
      }
    }
    return groups
  }

  private mutating func makeNode() -> Int {
    parents.append(parents.count)
    return parents.count - 1
  }

  private mutating func root(of node: Int) -> Int {
    var node = node
    while parents[node] != node {
      // Halving the path keeps later look-ups short.
      parents[node] = parents[parents[node]]
      node = parents[node]
    }
    return node
  }
}
