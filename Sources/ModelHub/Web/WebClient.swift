import Foundation
import FoundationNetworking

/// A connection that failed, as opposed to an answer that says no.
struct ConnectionError: Error {
  let reason: String
  /// Whether another attempt may bring something else.
  let isPassing: Bool
}

/// Sends requests over URLSession, one at a time, and waits.
///
/// A redirect is an answer like any other: whoever asks decides whether to follow it and whom to
/// show the token. Not `Sendable`: one thread uses it.
final class WebClient {
  private let session: URLSession
  private let mailbox = Mailbox()

  init(timeoutSeconds: Double) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeoutSeconds
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    session = URLSession(configuration: configuration, delegate: mailbox, delegateQueue: nil)
  }

  deinit { session.invalidateAndCancel() }

  /// Sends a request.
  ///
  /// - Parameters:
  ///   - answer: called once with status and headers, before the body.
  ///   - body: called with each piece of the body.
  /// - Throws: ``ConnectionError``, or what the two throw: the transfer is then ended.
  func send(
    _ request: URLRequest, answer: (HTTPURLResponse) throws -> Void, body: (Data) throws -> Void
  ) throws {
    let task = session.dataTask(with: request)
    mailbox.open(task)
    task.resume()
    var hasAnswer = false
    do {
      while true {
        switch mailbox.next() {
        case .answer(let response):
          hasAnswer = true
          try answer(response)
        case .piece(let data): try body(data)
        case .finished(nil) where hasAnswer: return
        case .finished(let error): throw described(error)
        }
      }
    } catch {
      mailbox.open(nil)
      task.cancel()
      throw error
    }
  }

  private func described(_ error: (any Error)?) -> ConnectionError {
    guard let error else { return ConnectionError(reason: "no answer came", isPassing: true) }
    switch (error as? URLError)?.code {
    case .timedOut?:
      let seconds = Int(session.configuration.timeoutIntervalForRequest)
      return ConnectionError(reason: "nothing came for \(seconds) s", isPassing: true)
    case .badURL?, .unsupportedURL?, .cannotFindHost?:
      return ConnectionError(reason: error.localizedDescription, isPassing: false)
    default:
      // A certificate that nobody trusts has no code of its own, and does not mend itself.
      let reason = error.localizedDescription
      return ConnectionError(reason: reason, isPassing: !reason.contains("certificate"))
    }
  }
}
