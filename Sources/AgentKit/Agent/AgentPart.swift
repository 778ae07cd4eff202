/// One piece of a message or of an artifact: text with its media type, or a blob of the task.
public struct AgentPart: Sendable, Codable, Hashable {
  /// The text; nil for parts that carry something else.
  public var text: String?
  /// For example "text/x-python"; nil means plain text.
  public var mediaType: String?
  /// A suggested file name.
  public var filename: String?

  /// The id of a blob, which `AgentCall.blobs` reads.
  public var blob: String?
  /// The size of the blob; the host fills it in.
  public var bytes: Int?

  /// A part with the content of a blob.
  public init(blob: String, mediaType: String, filename: String? = nil) {
    self.blob = blob
    self.mediaType = mediaType
    self.filename = filename
  }

  /// A part with text.
  public init(text: String, mediaType: String, filename: String? = nil) {
    self.text = text
    self.mediaType = mediaType
    self.filename = filename
  }

  /// True for prose, as a person writes it: no media type, plain text or Markdown.
  var isProse: Bool {
    mediaType.map { ["text/plain", "text/markdown"].contains($0) } ?? true
  }
}
