import HermesContract

/// Formats an event as one line: "✅ [plan_created] Plan ready: 2 steps".
package enum EventText {
  private static let barWidth = 24

  /// - Returns: nil for an event without a message.
  package static func line(_ event: JSONValue, style: TerminalStyle) -> String? {
    let type = event["type"]?.string ?? ""
    let message = visibleLine(message(of: event))
    guard !message.isEmpty else { return nil }
    let (mark, words) = parted(message)
    let tag = style.painted("[\(VisibleText.line(type))]", as: .dim)
    let start = style.isUnicode && !mark.isEmpty ? "\(mark) \(tag)" : tag
    return "\(start) \(words)" + progressBar(type, data: event["data"], style: style)
  }

  /// The message, with a contained error reworded for the command line.
  private static func message(of event: JSONValue) -> String {
    let message = event["message"]?.string ?? ""
    guard let error = event["data"]?["error"], let words = error["message"]?.string, !words.isEmpty
    else { return message }
    return message.replacing(
      words, with: ServerWords.text(code: error["code"]?.string ?? "", message: words),
      maxReplacements: 1)
  }

  /// The text with all white space, including line breaks, reduced to single spaces.
  package static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The text of a server on one line, with control characters written out (`VisibleText`).
  package static func visibleLine(_ text: String) -> String { VisibleText.line(oneLine(text)) }

  /// Splits off the emoji at the beginning. Questions of agents have none.
  private static func parted(_ message: String) -> (mark: Substring, words: Substring) {
    guard let space = message.firstIndex(of: " ") else { return ("", message[...]) }
    let mark = message[..<space]
    let isMark = mark.unicodeScalars.allSatisfy { !$0.isASCII && !$0.properties.isAlphabetic }
    return isMark ? (mark, message[space...].dropFirst()) : ("", message[...])
  }

  private static func progressBar(_ type: String, data: JSONValue?, style: TerminalStyle) -> String
  {
    guard style.isLive, style.isUnicode, type == EventType.stepCompleted.rawValue,
      let said = data?["progress"]?.double
    else { return "" }
    // Clamped, because the server may send any number.
    let fraction = min(max(said, 0), 1)
    let filled = Int((fraction * Double(barWidth)).rounded())
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: barWidth - filled)
    return "  \(bar) \(Int(fraction * 100))%"
  }
}
