import Testing

/// A manifest that must be refused, and the whole message without the file's name.
struct BadManifest: CustomTestStringConvertible, Sendable {
  let text: String
  let message: String

  init(_ text: String, _ message: String) {
    self.text = text
    self.message = message
  }

  var testDescription: String { text.count > 60 ? "\(text.prefix(60))…" : text }
}
