/// How text is drawn for a person: what the terminal, its locale and the user's wishes allow.
package struct TerminalStyle: Sendable, Equatable {
  package enum Paint: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
  }

  private static let usualColumns = 80
  private static let leastColumns = 20

  /// Columns to wrap at; nil: no terminal, where each event is one line.
  package let width: Int?
  /// Whether emoji and other signs beyond ASCII are shown.
  package let isUnicode: Bool
  /// Whether escape sequences are written: colours, and a line that is drawn again and again.
  package let isLive: Bool

  /// - Parameters:
  ///   - columns: of the terminal; nil: not known.
  ///   - environment: TERM, NO_COLOR (https://no-color.org), and LC_ALL, LC_CTYPE and LANG, of which the
  ///     first that is set decides.
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

  package func painted(_ text: String, as paint: Paint) -> String {
    isLive ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A line with a name at its beginning.
  package func ruleLine(_ name: String) -> String {
    let stroke = isUnicode ? "─" : "-"
    let columns = min(width ?? Self.usualColumns, Self.usualColumns)
    let rest = max(4, columns - 4 - DisplayWidth.columns(of: name))
    return "\(stroke)\(stroke) \(name) " + String(repeating: stroke, count: rest)
  }

  /// What stands for the rest of a text that was cut.
  package var ellipsis: String { isUnicode ? "…" : "..." }

  /// The text in one line of at most so many columns.
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
