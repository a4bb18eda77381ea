import AttuneDigest
import Foundation
import ModelHub
import Synchronization

/// A hub with one model on this machine, and the second server to which it sends for large files.
///
/// It behaves as the public one does: a list of files, redirects, checksums in headers, ranges,
/// error codes; and it misbehaves as a test says.
final class LocalHub: Sendable {
  /// What is odd about it.
  struct Behaviour: Sendable {
    /// Who may ask; `nil` for anyone.
    var token: String?
    var isGated = false
    var sendsParts = true
    /// Answers to come instead of the true ones, by path of a file, the first one first.
    var answers: [String: [LocalServer.Response]] = [:]
    /// Where connections that send a file are cut, by its path, the first one first.
    var cuts: [String: [Int]] = [:]
    /// What is sent instead of a file.
    var contents: [String: Data] = [:]
    /// Headers that lie, by path of a file.
    var headers: [String: [String: String]] = [:]
    /// The name that the model had before.
    var formerName: String?
  }

  static let commit = String(repeating: "0123456789", count: 4)
  let name: String
  let files: [String: Data]
  let hub: LocalServer
  let content: LocalServer
  private let behaviour: SharedBehaviour

  init(_ name: String = "publisher/encoder", files: [String: Data]) throws {
    let behaviour = SharedBehaviour()
    let content = try LocalServer { request in
      let path = String(request.path.dropFirst())
      return behaviour.send(path, files[path], request)
    }
    let storage = content.address
    hub = try LocalServer { request in
      behaviour.answer(request, name: name, files: files, storage: storage)
    }
    self.name = name
    self.files = files
    self.content = content
    self.behaviour = behaviour
  }

  /// Changes how it behaves.
  func behave(_ change: (inout Behaviour) -> Void) { behaviour.state.withLock { change(&$0) } }

  /// Large files are those that git does not keep itself.
  static func isLarge(_ path: String) -> Bool {
    path.hasSuffix(".safetensors") || path.hasSuffix(".bin")
  }

  static func digits(_ path: String, _ data: Data) -> String {
    var digest = RunningDigest(isLarge(path) ? .sha256 : .sha1)
    if !isLarge(path) { digest.update(Data("blob \(data.count)\0".utf8)) }
    digest.update(data)
    return digest.digits()
  }

  /// The checksum of one of its files.
  func digits(_ path: String) -> String { Self.digits(path, files[path] ?? Data()) }

  /// The settings of who uses it.
  func settings(cache: URL, token: String? = nil) throws -> HubSettings {
    try HubSettings(environment: [
      "HF_ENDPOINT": hub.address, "HF_HUB_CACHE": cache.path, "HF_TOKEN": token ?? "",
    ])
  }
}

/// The behaviour, and what follows from it.
final class SharedBehaviour: Sendable {
  let state = Mutex(LocalHub.Behaviour())

  func answer(
    _ request: LocalServer.Request, name: String, files: [String: Data], storage: String
  ) -> LocalServer.Response {
    let now = state.withLock { $0 }
    func refusal(_ status: Int, _ code: String) -> LocalServer.Response {
      .init(
        status: status, headers: ["X-Error-Code": code], body: Data(#"{"error":"no"}"#.utf8))
    }
    if let former = now.formerName, request.path.contains(former) {
      let path = request.path.replacingOccurrences(of: former, with: name)
      return .init(status: 307, headers: ["Location": path])
    }
    if now.isGated {
      return refusal(request.headers["authorization"] == nil ? 401 : 403, "GatedRepo")
    }
    if let token = now.token, request.headers["authorization"] != "Bearer \(token)" {
      return request.headers["authorization"] == nil
        ? refusal(401, "RepoNotFound") : .init(status: 401)
    }
    let listing = "/api/models/\(name)/revision/"
    if request.path.hasPrefix(listing) {
      if let planned = planned("list") { return planned }
      let revision = request.path.dropFirst(listing.count)
      guard ["main", "v1.0", LocalHub.commit].contains(String(revision)) else {
        return refusal(404, "RevisionNotFound")
      }
      let names = files.keys.sorted().map { #"{"rfilename":"\#($0)"}"# }.joined(separator: ",")
      let text = #"{"id":"\#(name)","sha":"\#(LocalHub.commit)","siblings":[\#(names)]}"#
      return .init(body: Data(text.utf8))
    }
    let folder = "/\(name)/resolve/\(LocalHub.commit)/"
    guard request.path.hasPrefix(folder) else { return refusal(404, "RepoNotFound") }
    let path = String(request.path.dropFirst(folder.count))
    guard let data = files[path] else { return refusal(404, "EntryNotFound") }
    if let planned = planned(path) { return planned }
    if LocalHub.isLarge(path) {
      var headers = [
        "Location": "\(storage)/\(path)", "X-Linked-Size": "\(data.count)",
        "X-Linked-Etag": "\"\(LocalHub.digits(path, data))\"",
      ]
      headers.merge(now.headers[path] ?? [:]) { $1 }
      return .init(status: 302, headers: headers, body: Data("Found".utf8))
    }
    var response = send(path, data, request)
    response.headers["ETag"] = "W/\"\(LocalHub.digits(path, data))\""
    response.headers.merge(now.headers[path] ?? [:]) { $1 }
    return response
  }

  /// Sends a file or a part of it.
  func send(
    _ path: String, _ data: Data?, _ request: LocalServer.Request
  ) -> LocalServer.Response {
    guard let data else { return .init(status: 404) }
    let (body, sendsParts) = state.withLock { ($0.contents[path] ?? data, $0.sendsParts) }
    let range = sendsParts ? request.range : nil
    guard request.offset < body.count || range == nil else { return .init(status: 416) }
    let cut = request.method == "GET" ? state.withLock { $0.cuts[path]?.takeFirst() } : nil
    guard let range else { return .init(body: body, cutAfter: cut) }
    let part = range.clamped(to: 0...body.count - 1)
    return .init(
      status: 206,
      headers: ["Content-Range": "bytes \(part.lowerBound)-\(part.upperBound)/\(body.count)"],
      body: Data(body[part]), cutAfter: cut)
  }

  private func planned(_ path: String) -> LocalServer.Response? {
    state.withLock { $0.answers[path]?.takeFirst() }
  }
}

extension Array {
  /// Takes the first element away.
  fileprivate mutating func takeFirst() -> Element? { isEmpty ? nil : removeFirst() }
}
