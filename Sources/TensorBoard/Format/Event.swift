/// One event of an event file; the message `tensorflow.Event`.
struct Event {
  /// Seconds since 1970.
  var wallTime: Double
  /// The optimizer step, or what else counts the progress.
  var step: Int
  var content: Content

  enum Content {
    /// The first event of a file.
    case fileVersion
    /// The start of a session: what earlier files say from this step on no longer holds.
    case sessionStart
    case summaries([Summary])
  }

  /// The message's bytes.
  var encoded: [UInt8] {
    var message = WireMessage()
    message.add(1, wallTime)
    if step != 0 { message.add(2, step) }
    switch content {
    case .fileVersion:
      // Readers purge by session only from this version on.
      message.add(3, "brain.Event:2")
      message.add(10) { $0.add(1, "Attune") }  // source_metadata.writer
    case .summaries(let summaries):
      message.add(5) { list in
        for summary in summaries { list.add(1) { summary.encode(into: &$0) } }
      }
    case .sessionStart:
      message.add(7) { $0.add(1, 1) }  // session_log.status = START
    }
    return message.bytes
  }
}
