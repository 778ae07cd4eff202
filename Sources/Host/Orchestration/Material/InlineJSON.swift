/// Finds JSON that shares a line with the question about it: "What is the mean of a in [{"a": 1},
/// {"a": 2}]?"
enum InlineJSON {
  struct Found {
    let json: String
    /// The text around the JSON.
    let prose: [Substring]
  }

  private static let openings: [StaticString] = ["[{", "[[", "{\""]
  private static let maximumLines = 200
  /// Words about programs: next to them such JSON is an example rather than data.
  private static let programs: Set<String> = [
    "function", "functions", "class", "script", "program", "code", "method", "module", "python",
    "implement", "algorithm", "parser",
  ]

  /// nil if the JSON has lines to itself.
  static func found(in lines: [Substring]) -> Found? {
    for index in lines.indices.prefix(maximumLines) {
      let line = lines[index]
      let starts = openings.compactMap { line.firstBytes(of: $0)?.lowerBound }
      guard let start = starts.min() else { continue }
      let text = ([line[start...]] + lines[(index + 1)...]).joined(separator: "\n")
      let before = lines[..<index] + [line[..<start]]
      if start > line.startIndex, BareData.isRecords(text) {
        return Found(json: text, prose: Array(before))
      }
      guard text.hasPrefix("[{"), let end = endOfValue(in: text), BareData.isRecords(text[..<end])
      else {
        if start > line.startIndex { return nil }
        continue
      }
      let after = text[end...].lines
      let isOwnLine =
        start == line.startIndex && (after.first?.allSatisfy(\.isWhitespace) ?? true)
      guard !isOwnLine, !saysProgram(before + after) else { return nil }
      let joined = line[..<start] + (after.first ?? "")
      return Found(
        json: String(text[..<end]), prose: lines[..<index] + [joined] + after.dropFirst())
    }
    return nil
  }

  /// The position after the bracket that closes the first one.
  private static func endOfValue(in text: String) -> String.Index? {
    let bytes = text.utf8
    var (depth, isQuoted, isEscaped) = (0, false, false)
    for index in bytes.indices {
      let byte = bytes[index]
      if isQuoted {
        if byte == UInt8(ascii: "\""), !isEscaped { isQuoted = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isQuoted = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return bytes.index(after: index) }
      default: break
      }
    }
    return nil
  }

  private static func saysProgram(_ prose: some Sequence<Substring>) -> Bool {
    prose.contains { line in
      line.split { !$0.isLetter }.contains { programs.contains($0.lowercased()) }
    }
  }
}
