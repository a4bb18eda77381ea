/// A value under a tag, as TensorBoard shows it; the message `tensorflow.Summary.Value`.
///
/// Tags with the same part before the first `/` are shown together.
public struct Summary: Sendable, Equatable {
  /// The name of the series that the value belongs to.
  public let tag: String
  let content: Content

  enum Content: Sendable, Equatable {
    case scalar(Float)
    case image(PNGImage)
    case text(String)
    case hyperparameters(HyperparameterRecord)
  }

  /// A number of a curve; TensorBoard keeps 32 bits of it.
  public static func scalar(_ tag: String, _ value: Double) -> Summary {
    Summary(tag: tag, content: .scalar(Float(value)))
  }

  /// A picture.
  public static func image(_ tag: String, _ image: PNGImage) -> Summary {
    Summary(tag: tag, content: .image(image))
  }

  /// A text in Markdown.
  public static func text(_ tag: String, markdown: String) -> Summary {
    Summary(tag: tag, content: .text(markdown))
  }

  /// Writes the fields of the message.
  func encode(into message: inout WireMessage) {
    message.add(1, tag)
    switch content {
    case .scalar(let value):
      message.add(2, value)
    case .image(let image):
      message.add(4) {
        $0.add(1, image.height)
        $0.add(2, image.width)
        $0.add(3, 4)  // colorspace: RGBA; viewers decode the picture itself
        $0.add(4, image.bytes)
      }
    case .text(let text):
      message.add(8) {
        $0.add(1, 7)  // dtype = DT_STRING
        $0.add(2) { _ in }  // tensor_shape: a scalar
        $0.add(8, text)
      }
      Self.encodeMetadata(plugin: "text", content: [], into: &message)
    case .hyperparameters(let record):
      // All is in the metadata; the plugin wants a tensor without elements beside them.
      message.add(8) {
        $0.add(1, 1)  // dtype = DT_FLOAT
        $0.add(2) { $0.add(2) { _ in } }  // tensor_shape: one dimension, of size 0
      }
      Self.encodeMetadata(plugin: "hparams", content: record.encoded, into: &message)
    }
  }

  private static func encodeMetadata(
    plugin: String, content: [UInt8], into message: inout WireMessage
  ) {
    message.add(9) {
      $0.add(1) {
        $0.add(1, plugin)
        if !content.isEmpty { $0.add(2, content) }
      }
      $0.add(4, 2)  // data_class = DATA_CLASS_TENSOR
    }
  }
}
