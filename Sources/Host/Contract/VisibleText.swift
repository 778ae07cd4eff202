/// Text of others as it may go to a terminal or a log: nothing in it moves a cursor, reorders what
/// stands beside it, or begins a line of its own.
package enum VisibleText {
  /// Control characters but line breaks and tabs, and what Unicode calls Bidi_Control (UAX #9, section 2),
  /// written as `\u202e`: in JSON that means the same character.
  package static func lines(_ text: String) -> String {
    escaped(text) { isControl($0) && $0 != "\n" && $0 != "\t" }
  }

  /// The same, line breaks and tabs too.
  package static func line(_ text: String) -> String { escaped(text, where: isControl) }

  private static func escaped(_ text: String, where isHidden: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      guard isHidden(scalar) else {
        shown.unicodeScalars.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16)
      shown += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return shown
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
