/// One piece of a message or of an artifact: text with its media type.
public struct AgentPart: Sendable, Codable, Hashable {
  /// The text; nil for parts that carry something else.
  public var text: String?
  /// For example "text/x-python"; nil means plain text.
  public var mediaType: String?
  /// A suggested file name.
  public var filename: String?

  public init(text: String, mediaType: String, filename: String? = nil) {
    self.text = text
    self.mediaType = mediaType
    self.filename = filename
  }

  /// True for parts a person wrote as prose: no media type, plain text or Markdown.
  var isProse: Bool {
    mediaType.map { ["text/plain", "text/markdown"].contains($0) } ?? true
  }
}
