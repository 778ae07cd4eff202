/// Parses the header field `Forwarded` (RFC 7239, section 4). Quoted values may contain separators,
/// and clients control parts of them.
enum ForwardedField {
  /// The value of `for` of each element, nearest proxy last; nil for an element that has none or
  /// several, or one that can't be read.
  static func clients(of values: [String]) -> [String?] {
    values.flatMap { value -> [String?] in
      // A quotation that a client leaves open would swallow what a proxy appends.
      guard isQuotedInOrder(value) else { return [nil] }
      return parts(of: value[...], by: ",").map { element in
        let named = parts(of: element, by: ";").compactMap(client)
        return named.count == 1 ? named[0] : nil
      }
    }
  }

  /// Whether each quotation is the whole value of a pair, and closed.
  private static func isQuotedInOrder(_ text: String) -> Bool {
    var before: Unicode.Scalar = ","
    var isQuoted = false
    var isEscaped = false
    var hasJustClosed = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isEscaped = scalar == "\\"
        if scalar == "\"" { (isQuoted, hasJustClosed) = (false, true) }
      } else if scalar == "\"" {
        guard before == "=", !hasJustClosed else { return false }
        isQuoted = true
      } else if hasJustClosed {
        guard [",", ";", " ", "\t"].contains(scalar) else { return false }
        hasJustClosed = false
      }
      before = scalar
    }
    return !isQuoted
  }

  /// Splits outside quotation marks.
  private static func parts(of text: Substring, by separator: Character) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    var isEscaped = false
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted, scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, Character(scalar) == separator {
        parts.append(text[start..<index])
        start = text.unicodeScalars.index(after: index)
      }
    }
    return parts + [text[start...]]
  }

  private static func client(of pair: Substring) -> String? {
    let pair = pair.drop { $0 == " " || $0 == "\t" }
    guard pair.prefix(4).lowercased() == "for=" else { return nil }
    return String(pair.dropFirst(4))
  }
}
