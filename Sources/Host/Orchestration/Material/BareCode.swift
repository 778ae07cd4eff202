/// Finds Python that was pasted into a request without a ``` fence.
enum BareCode {
  private static let openings = ["def ", "class ", "async def ", "import ", "@"]
  /// Beginnings of unindented lines that continue a module.
  private static let continuations =
    openings + [
      "from ", "if ", "elif ", "else:", "for ", "while ", "try:", "except", "finally:", "with ",
      "return ", "print(", "assert ", "raise ", "#", "\"\"\"", "'''", ")", "]", "}",
    ]

  /// The first run of lines that is a module; nil if the whole text is prose.
  static func range(in lines: [Substring]) -> Range<Int>? {
    guard let first = lines.indices.first(where: { opens(lines[$0]) && isCode(from: $0, lines) })
    else { return nil }
    var end = first
    for index in first..<lines.count {
      let line = lines[index]
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      guard continues(line) else { break }
      end = index + 1
    }
    return first..<end
  }

  private static func opens(_ line: Substring) -> Bool {
    openings.contains(where: line.hasPrefix)
      || line.hasPrefix("from ") && line.contains(" import ")
  }

  /// "class of 1999" and "import the data" are prose: a definition has a colon, and an import names
  /// only a module and is followed by a definition.
  private static func isCode(from index: Int, _ lines: [Substring]) -> Bool {
    let line = lines[index]
    if line.hasPrefix("import ") || line.hasPrefix("from ") || line.hasPrefix("@") {
      return lines[(index + 1)...].prefix(40).contains { line in
        (line.hasPrefix("def ") || line.hasPrefix("class "))
          && line.utf8.contains(UInt8(ascii: ":"))
      }
        || line.split(separator: " ").count == 2 && index + 1 < lines.count
          && lines[index + 1].contains("=")
    }
    // Code that is pasted for a review may lack the colon.
    if line.hasPrefix("def "), line.utf8.contains(UInt8(ascii: "(")), index + 1 < lines.count,
      lines[index + 1].first.map({ $0 == " " || $0 == "\t" }) == true
    {
      return true
    }
    return line.utf8.contains(UInt8(ascii: ":"))
      && (line.utf8.contains(UInt8(ascii: "(")) || line.hasPrefix("class "))
  }

  private static func continues(_ line: Substring) -> Bool {
    guard let first = line.first else { return true }
    return first == " " || first == "\t" || continuations.contains(where: line.hasPrefix)
      || isStatement(line)
  }

  /// Whether the line is an assignment or a call.
  private static func isStatement(_ line: Substring) -> Bool {
    let name = line.prefix { $0.isLetter || $0.isNumber || "_.[]".contains($0) }
    guard !name.isEmpty else { return false }
    let rest = line[name.endIndex...]
    return rest.hasPrefix("(") || rest.hasPrefix(" = ") || rest.hasPrefix(" += ")
      || rest.hasPrefix(": ") && rest.contains("=")
  }
}
