import Foundation
import FoundationNetworking

extension HubClient {
  /// What a request is about, for the error.
  struct Subject {
    let model: ModelName
    var revision: Revision?
    var file: String?

    init(_ model: ModelName, _ revision: Revision) {
      self.model = model
      self.revision = revision
    }

    init(_ model: ModelName, file: String) {
      self.model = model
      self.file = file
    }
  }

  /// Throws for every answer that is no success.
  ///
  /// - Throws: ``PassingFailure`` where another attempt may help, else ``HubError``.
  func check(_ answer: HTTPURLResponse, message: String, _ subject: Subject) throws {
    let url = answer.url?.absoluteString ?? settings.endpoint.absoluteString
    let code = answer.statusCode
    let error = answer.value(forHTTPHeaderField: "X-Error-Code") ?? ""
    let name = subject.model.repository
    let hub = settings.endpoint.absoluteString
    switch (code, error) {
    case (200..<300, _): return
    case (_, "GatedRepo"): throw HubError.gated(name, hasToken: settings.token != nil)
    case (_, "RepoNotFound"): throw HubError.noSuchModel(name, hub: hub)
    case (_, "RevisionNotFound"):
      throw HubError.noSuchRevision(name, revision: subject.revision?.name ?? "")
    case (_, "EntryNotFound"):
      throw HubError.missingFile(name, file: subject.file ?? "such file")
    case (401, _) where settings.token != nil: throw HubError.tokenRefused(hub)
    case (401, _): throw HubError.noSuchModel(name, hub: hub)
    case (404, _) where subject.file != nil:
      throw HubError.missingFile(name, file: subject.file ?? "")
    case (404, _): throw HubError.noSuchModel(name, hub: hub)
    case (408, _), (429, _), (500..., _):
      throw PassingFailure(
        url: url, reason: "the hub answers \(code)",
        askedSeconds: answer.value(forHTTPHeaderField: "Retry-After").flatMap(Double.init))
    default:
      let header = answer.value(forHTTPHeaderField: "X-Error-Message")
      throw HubError.status(url: url, code: code, message: header ?? message)
    }
  }

  /// The hub's own words in the body of a refusal, on one line.
  static func message(_ body: Data) -> String {
    struct Refusal: Decodable { let error: String }
    let text = (try? JSONDecoder().decode(Refusal.self, from: body))?.error ?? ""
    return String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200))
  }
}
