/// The position of an event in the journal's order of commits. Clients treat its text as opaque but
/// may compare two of them as strings: the first letter encodes the number of digits that follow.
package struct Cursor: Sendable, Equatable {
  private static let radix = 36
  private static let longest = String(Int64.max, radix: radix).utf8.count

  /// 0 is before the first event.
  package let position: Int64

  package init(_ position: Int64) { self.position = position }

  /// nil if the text is not one that this server issues.
  package init?(text: String) {
    guard text.utf8.count <= 1 + Self.longest,
      let position = Int64(text.dropFirst(), radix: Self.radix), position >= 0,
      Cursor(position).text == text
    else { return nil }
    self.position = position
  }

  /// A letter for the number of digits, then the position in base 36.
  package var text: String {
    let digits = String(position, radix: Self.radix)
    return String(UnicodeScalar(UInt8(ascii: "a") + UInt8(digits.utf8.count))) + digits
  }
}
