/// Splits Markdown as far as a document needs it: headings, and the text under them.
enum MarkdownText {
  struct Section: Sendable {
    /// 1...6; 0 for the text before the first heading.
    let level: Int
    let title: String
    var lines: [Substring]
  }

  static func sections(_ text: String) -> [Section] {
    var sections = [Section(level: 0, title: "", lines: [])]
    var isFenced = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isFenced.toggle() }
      let level = line.prefix { $0 == "#" }.count
      if !isFenced, (1...6).contains(level), line.dropFirst(level).first == " " {
        let title = Sentences.trimmed(line.dropFirst(level))
        sections.append(Section(level: level, title: title, lines: []))
      } else {
        sections[sections.count - 1].lines.append(line)
      }
    }
    return sections
  }

  /// Only the running text: no tables, lists, pictures, rules and code.
  static func prose(_ lines: some Sequence<Substring>) -> String {
    var isFenced = false
    var prose: [String] = []
    for line in lines {
      let text = line.drop(while: \.isWhitespace)
      if text.hasPrefix("```") || text.hasPrefix("~~~") {
        isFenced.toggle()
        continue
      }
      let isRunning =
        !isFenced
        && !["|", "- ", "* ", "+ ", ">", "![", "---", "#"].contains {
          text.hasPrefix($0)
        }
      prose.append(isRunning ? String(text) : "")
    }
    return prose.joined(separator: "\n")
  }

  /// The lines without surrounding blank lines.
  static func body(_ lines: [Substring]) -> String {
    func isEmpty(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
    let start = lines.drop(while: isEmpty)
    return start.reversed().drop(while: isEmpty).reversed().joined(separator: "\n")
  }

  /// The anchor that GitHub derives from a heading.
  static func anchor(_ title: String) -> String {
    String(
      title.lowercased().compactMap { character in
        if character == " " { return "-" }
        let isKept =
          character.isLetter || character.isNumber || character == "-" || character == "_"
        return isKept ? character : nil
      })
  }
}
