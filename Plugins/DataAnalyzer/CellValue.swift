/// What one text of a table means.
enum CellValue {
  private static let missing: Set<String> = ["", "na", "n/a", "nan", "null", "none"]

  static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  static func isMissing(_ text: String) -> Bool {
    text.utf8.count <= 8 && missing.contains(trimmed(text).lowercased())
  }

  /// A finite decimal number; nil for anything else, such as "inf" and "0x10".
  static func number(_ text: String, decimalComma: Bool) -> Double? {
    var text = trimmed(text)
    if decimalComma, !text.contains("."), text.count(where: { $0 == "," }) == 1 {
      text = text.replacing(",", with: ".")
    }
    let allowed = text.utf8.allSatisfy {
      ($0 >= 48 && $0 <= 57) || "+-.eE".utf8.contains($0)
    }
    guard allowed, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  static func isBoolean(_ text: String) -> Bool {
    ["true", "false"].contains(trimmed(text).lowercased())
  }

  /// A date by ISO 8601, with or without a time: such texts sort by time.
  static func isDate(_ text: String) -> Bool {
    let text = trimmed(text)
    guard text.utf8.count >= 10, text.utf8.count <= 35 else { return false }
    let date = Array(text.utf8.prefix(10))
    for (index, byte) in date.enumerated() {
      let isDigit = byte >= 48 && byte <= 57
      if index == 4 || index == 7 ? byte != UInt8(ascii: "-") : !isDigit { return false }
    }
    let month = (date[5] - 48) * 10 + date[6] - 48
    let day = (date[8] - 48) * 10 + date[9] - 48
    let separator = text.utf8.dropFirst(10).first
    return (1...12).contains(month) && (1...31).contains(day)
      && (separator == nil || "T ".utf8.contains(separator ?? 0))
  }
}
