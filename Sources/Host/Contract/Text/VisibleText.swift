/// Makes untrusted text safe for a terminal or a log: it can't move the cursor, reorder adjacent
/// text, or start a new line.
package enum VisibleText {
  /// Escapes control characters except line breaks and tabs, and the Bidi_Control characters of
  /// Unicode (UAX #9, section 2), as in `\u202e`: in JSON that denotes the same character.
  package static func lines(_ text: String) -> String {
    escaped(text) { isControl($0) && $0 != "\n" && $0 != "\t" }
  }

  /// The same, including line breaks and tabs.
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
