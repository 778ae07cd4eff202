/// The number of terminal columns that a text occupies.
package enum DisplayWidth {
  /// The columns of a text; ANSI colour sequences occupy none.
  package static func columns(of text: String) -> Int {
    var total = 0
    var isSequence = false
    for character in text {
      if isSequence {
        isSequence = !character.isLetter
      } else if character == "\u{1B}" {
        isSequence = true
      } else {
        total += columns(of: character)
      }
    }
    return total
  }

  /// 2 for emoji and East Asian wide characters (UAX #11), 0 for characters that only modify their
  /// neighbours.
  package static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.isASCII { return 1 }
    // U+FE0F requests the emoji presentation.
    if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") {
      return 2
    }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(first.value) ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
