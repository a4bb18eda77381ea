import Foundation
import Glibc
import Synchronization

/// A web server on this machine that answers as a test says, one request a connection.
final class LocalServer: Sendable {
  /// What was asked.
  struct Request: Sendable {
    let method: String
    let path: String
    /// By their names in lower case.
    let headers: [String: String]

    /// First and last byte that were asked for, `nil` for all.
    var range: ClosedRange<Int>? {
      let parts = headers["range"]?.dropFirst("bytes=".count).split(separator: "-") ?? []
      let numbers = parts.compactMap { Int($0) }
      return numbers.count == 2 ? numbers[0]...max(numbers[0], numbers[1]) : nil
    }

    /// The first byte that was asked for.
    var offset: Int { range?.lowerBound ?? 0 }
  }

  /// What is answered.
  struct Response: Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var body = Data()
    /// How many bytes of the body are sent before the connection is cut.
    var cutAfter: Int?
  }

  /// Its port on 127.0.0.1.
  let port: UInt16
  private let listener: Listener
  private let log = Mutex<[Request]>([])
  private let handler: @Sendable (Request) -> Response

  init(_ handler: @escaping @Sendable (Request) -> Response) throws {
    self.handler = handler
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = Listener(listener)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self, opened = self.listener] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let server = self else { break }
        Thread.detachNewThread {
          server.answer(connection)
          close(connection)
        }
      }
      opened.close()
    }
  }

  deinit { stop() }

  /// Refuses all that follows.
  func stop() { listener.shut() }

  /// Its address.
  var address: String { "http://127.0.0.1:\(port)" }

  /// All requests so far.
  var requests: [Request] { log.withLock { $0 } }

  /// The requests of one method, by path.
  func paths(_ method: String) -> [String] {
    requests.filter { $0.method == method }.map(\.path)
  }

  /// Forgets the requests so far.
  func forget() { log.withLock { $0 = [] } }

  private func answer(_ connection: Int32) {
    guard let request = Self.read(connection) else { return }
    log.withLock { $0.append(request) }
    let response = handler(request)
    var headers = response.headers
    if headers["Content-Length"] == nil { headers["Content-Length"] = "\(response.body.count)" }
    headers["Connection"] = "close"
    let head = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
    var bytes = Data("HTTP/1.1 \(response.status) Answer\r\n\(head)\r\n".utf8)
    if request.method != "HEAD" {
      bytes += response.body.prefix(response.cutAfter ?? response.body.count)
    }
    Self.send(bytes, to: connection)
    shutdown(connection, Int32(SHUT_WR))
    // Closing with unread bytes would reset what is still on its way.
    var rest = [UInt8](repeating: 0, count: 4096)
    while recv(connection, &rest, rest.count, 0) > 0 {}
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !bytes.ends(with: Array("\r\n\r\n".utf8)) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer.prefix(count)
    }
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return Request(method: words[0], path: words[1], headers: headers)
  }

  private static func send(_ data: Data, to connection: Int32) {
    data.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = Glibc.send(
          connection, bytes.baseAddress?.advanced(by: offset), bytes.count - offset,
          Int32(MSG_NOSIGNAL))
        guard count > 0 else { return }
        offset += count
      }
    }
  }
}

/// A socket that is never touched once it is closed: its number may be another server's by then.
private final class Listener: Sendable {
  private let descriptor: Int32
  private let isOpen = Mutex(true)

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  func shut() {
    isOpen.withLock { if $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
  }

  func close() {
    isOpen.withLock { isOpen in
      guard isOpen else { return }
      isOpen = false
      Glibc.close(descriptor)
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
