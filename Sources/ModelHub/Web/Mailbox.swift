import Foundation
import FoundationNetworking

/// What a request brings, in order.
enum WebEvent {
  case answer(HTTPURLResponse)
  case piece(Data)
  case finished((any Error)?)
}

/// Hands what URLSession reports on its own queue to the thread that waits for it.
///
/// What the reader has not taken yet stands in memory: on Linux a task that is suspended begins
/// anew, so there is no stopping it. Whoever asks for much asks for it in parts.
final class Mailbox: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  // Guarded by `condition`, all of it.
  private var task: URLSessionTask?
  private var events: [WebEvent] = []
  private var hasAnswer = false
  private let condition = NSCondition()

  /// Starts to listen to one task; what others report is dropped.
  func open(_ task: URLSessionTask?) {
    condition.withLock {
      self.task = task
      events = []
      hasAnswer = false
    }
  }

  /// Waits for the next event.
  func next() -> WebEvent {
    condition.withLock {
      while events.isEmpty { condition.wait() }
      return events.removeFirst()
    }
  }

  private func put(_ event: WebEvent, of sender: URLSessionTask) {
    condition.withLock {
      guard sender.taskIdentifier == task?.taskIdentifier else { return }
      if case .answer = event {
        // A redirect that is not followed may be reported twice.
        guard !hasAnswer else { return }
        hasAnswer = true
      }
      events.append(event)
      condition.signal()
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    // The decision first: a reader that cancels before URLSession has it would crash the process.
    completionHandler(nil)
    put(.answer(response), of: task)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    if let response = response as? HTTPURLResponse { put(.answer(response), of: dataTask) }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    put(.piece(data), of: dataTask)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    put(.finished(error), of: task)
  }
}
