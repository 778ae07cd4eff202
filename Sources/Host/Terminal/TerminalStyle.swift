/// How text is drawn for people, as the terminal, its locale and the user's preferences allow.
package struct TerminalStyle: Sendable, Equatable {
  /// Text attributes; the raw values are ANSI SGR codes.
  package enum Paint: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
  }

  private static let usualColumns = 80
  private static let leastColumns = 20

  /// Columns to wrap at; nil if the output is not a terminal, where each event is one line.
  package let width: Int?
  /// Whether emoji and other characters beyond ASCII are shown.
  package let isUnicode: Bool
  /// Whether escape sequences are written, for colours and a line that is redrawn.
  package let isLive: Bool

  /// - Parameters:
  ///   - columns: the width of the terminal; nil if unknown.
  ///   - environment: TERM, NO_COLOR (https://no-color.org), and LC_ALL, LC_CTYPE and LANG, of
  ///     which the first one that is set decides.
  package init(isTerminal: Bool, columns: Int?, environment: [String: String]) {
    let terminal = environment["TERM"] ?? ""
    let isDumb = terminal == "dumb"
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let encoding = locale.lowercased()
    isUnicode = (encoding.contains("utf-8") || encoding.contains("utf8")) && !isDumb
    isLive = isTerminal && !isDumb && !terminal.isEmpty && (environment["NO_COLOR"] ?? "").isEmpty
    width = isTerminal ? max(Self.leastColumns, columns ?? Self.usualColumns) : nil
  }

  /// The text with an attribute, or unchanged if escape sequences are off.
  package func painted(_ text: String, as paint: Paint) -> String {
    isLive ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A horizontal rule with a name near its beginning.
  package func ruleLine(_ name: String) -> String {
    let stroke = isUnicode ? "─" : "-"
    let columns = min(width ?? Self.usualColumns, Self.usualColumns)
    let rest = max(4, columns - 4 - DisplayWidth.columns(of: name))
    return "\(stroke)\(stroke) \(name) " + String(repeating: stroke, count: rest)
  }

  /// The mark for the rest of a text that was cut.
  package var ellipsis: String { isUnicode ? "…" : "..." }

  /// The text, cut to at most so many columns.
  package func cut(_ text: String, to columns: Int) -> String {
    guard DisplayWidth.columns(of: text) > columns else { return text }
    let room = max(0, columns - DisplayWidth.columns(of: ellipsis))
    var cut = ""
    var taken = 0
    for character in text {
      taken += DisplayWidth.columns(of: character)
      guard taken <= room else { break }
      cut.append(character)
    }
    return cut + ellipsis
  }
}
