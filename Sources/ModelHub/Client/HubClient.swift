import AttuneCore
import Foundation
import FoundationNetworking

/// Speaks with a hub.
struct HubClient {
  let settings: HubSettings
  let web: WebClient
  let retry: RetryPolicy

  private static let maximumRedirects = 10
  /// Longest text that is read into memory: lists of files and indices of shards.
  private static let maximumTextBytes = 32 << 20

  /// What the hub has of a model at a revision.
  struct Listing: Equatable {
    let commit: String
    let files: [String]
  }

  /// Lists a model's files.
  func list(
    _ model: ModelName, at revision: Revision, notify: (FetchEvent) -> Void
  ) throws -> Listing {
    struct Answer: Decodable {
      struct File: Decodable { let rfilename: String }
      let sha: String
      let siblings: [File]
    }
    let url = try address("api/models", model.repository, "revision", whole: revision.name)
    let data = try text(at: url, Subject(model, revision), notify: notify)
    guard let answer = try? JSONDecoder().decode(Answer.self, from: data),
      Revision.isCommit(answer.sha)
    else {
      throw HubError.unexpectedAnswer(
        url: url.absoluteString, reason: "the answer lists no files of a model")
    }
    return Listing(commit: answer.sha, files: answer.siblings.map(\.rfilename))
  }

  /// Asks for a file's size and checksum.
  func describe(
    _ path: String, of model: ModelName, at commit: String, notify: (FetchEvent) -> Void
  ) throws -> RemoteFile {
    let url = try address(model.repository, "resolve", commit, whole: path)
    var described: (tag: String?, size: String?) = (nil, nil)
    try retry(notify: notify) {
      try exchange(
        "HEAD", url,
        // A redirect to where large files lie already says what they hash to.
        follows: { $0.value(forHTTPHeaderField: "X-Linked-Etag") == nil },
        answer: { answer, _ in
          if !(300..<400).contains(answer.statusCode) {
            try check(answer, message: "", Subject(model, file: path))
          }
          let linked = answer.value(forHTTPHeaderField: "X-Linked-Etag")
          described.tag = linked ?? answer.value(forHTTPHeaderField: "ETag")
          described.size =
            answer.value(forHTTPHeaderField: "X-Linked-Size")
            ?? answer.value(forHTTPHeaderField: "Content-Length")
        }, body: { _ in })
    }
    guard let checksum = Checksum(entityTag: described.tag) else {
      throw HubError.unexpectedAnswer(
        url: url.absoluteString, reason: "the answer tells no checksum of the file")
    }
    guard let size = described.size.flatMap({ Int($0) }), size >= 0 else {
      throw HubError.unexpectedAnswer(
        url: url.absoluteString, reason: "the answer tells no size of the file")
    }
    return RemoteFile(path: path, url: url, size: size, checksum: checksum)
  }

  /// Fetches a text whole.
  func text(at url: URL, _ subject: Subject, notify: (FetchEvent) -> Void) throws -> Data {
    try retry(notify: notify) {
      var data = Data()
      var refusal: HTTPURLResponse?
      try exchange(
        "GET", url,
        answer: { answer, _ in
          data = Data()
          refusal = answer.statusCode == 200 ? nil : answer
        },
        body: { piece in
          guard data.count + piece.count <= Self.maximumTextBytes else {
            throw HubError.unexpectedAnswer(
              url: url.absoluteString, reason: "the answer does not end")
          }
          data.append(piece)
        })
      if let refusal {
        try check(refusal, message: Self.message(data), subject)
      }
      return data
    }
  }

  /// Sends one request and follows redirects.
  func exchange(
    _ method: String, _ start: URL, headers: [String: String] = [:],
    follows: (HTTPURLResponse) -> Bool = { _ in true },
    answer: (HTTPURLResponse, URL) throws -> Void, body: (Data) throws -> Void
  ) throws {
    var url = start
    for _ in 0...Self.maximumRedirects {
      var next: URL?
      do {
        try web.send(
          request(method, url, headers),
          answer: { response in
            if response.isRedirect, follows(response) {
              next = try target(of: response, from: url)
            } else {
              try answer(response, url)
            }
          },
          body: { if next == nil { try body($0) } })
      } catch let error as ConnectionError {
        // What came after a redirect's own headers is of no interest.
        if next == nil {
          guard error.isPassing else {
            throw HubError.unreachable(
              url: url.absoluteString, attempts: 1, reason: error.reason)
          }
          throw PassingFailure(url: url.absoluteString, reason: error.reason)
        }
      }
      guard let following = next else { return }
      url = following
    }
    throw HubError.unexpectedAnswer(
      url: start.absoluteString, reason: "it redirects more than \(Self.maximumRedirects) times")
  }

  private func request(_ method: String, _ url: URL, _ headers: [String: String]) -> URLRequest {
    var request = URLRequest(url: url)
    request.httpMethod = method
    // Sizes, ranges and checksums are those of the file, not of a compressed form.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    request.setValue("attune/\(attuneVersion)", forHTTPHeaderField: "User-Agent")
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    // Nobody but the hub may see the token, wherever it redirects to.
    if let token = settings.token, url.hasOrigin(of: settings.endpoint) {
      request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    }
    return request
  }

  private func target(of response: HTTPURLResponse, from url: URL) throws(HubError) -> URL {
    let location = response.value(forHTTPHeaderField: "Location")
    guard let target = location.flatMap({ URL(string: $0, relativeTo: url) })?.absoluteURL,
      let scheme = target.scheme?.lowercased(), ["http", "https"].contains(scheme),
      target.host != nil
    else {
      throw .unexpectedAnswer(url: url.absoluteString, reason: "it redirects to no address")
    }
    guard scheme == "https" || url.scheme?.lowercased() == "http" else {
      throw .unexpectedAnswer(
        url: url.absoluteString, reason: "it redirects from https to an open connection")
    }
    return target
  }

  /// `endpoint/part/part/…/last`; a slash in `last` does not part it.
  private func address(_ parts: String..., whole last: String) throws(HubError) -> URL {
    var safe = CharacterSet.alphanumerics
    safe.insert(charactersIn: "-._~")
    let path =
      (parts.joined(separator: "/") + "/")
      + (last.addingPercentEncoding(withAllowedCharacters: safe) ?? "")
    guard let url = URL(string: "\(settings.endpoint.absoluteString)/\(path)") else {
      throw .invalidEndpoint(settings.endpoint.absoluteString)
    }
    return url
  }
}

extension HTTPURLResponse {
  fileprivate var isRedirect: Bool { [301, 302, 303, 307, 308].contains(statusCode) }
}

extension URL {
  /// Whether scheme, host and port are those of another address.
  func hasOrigin(of other: URL) -> Bool {
    func origin(_ url: URL) -> [String] {
      let scheme = url.scheme?.lowercased() ?? ""
      return [
        scheme, url.host?.lowercased() ?? "", "\(url.port ?? (scheme == "https" ? 443 : 80))",
      ]
    }
    return origin(self) == origin(other)
  }
}
