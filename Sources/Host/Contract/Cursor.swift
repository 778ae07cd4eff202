/// The place of an event in the journal's order of commits. Clients treat its text as opaque.
package struct Cursor: Sendable, Equatable {
  package let position: Int64

  package init(_ position: Int64) { self.position = position }

  /// nil if the text is not one that this server hands out.
  package init?(text: String) {
    guard text.count <= 14, text.first == "c", let position = Int64(text.dropFirst(), radix: 36),
      position >= 0, Cursor(position).text == text
    else { return nil }
    self.position = position
  }

  package var text: String { "c" + String(position, radix: 36) }
}
