import HermesContract

/// A text separated into prose and the code and data in it, fenced or not.
package struct MaterialText {
  /// The lines that are not material, in order.
  package private(set) var prose: [Substring] = []
  /// The code and data, in order, each with its media type.
  package private(set) var material: [Part] = []

  /// Separates a text. Linear in its length.
  package init(_ text: String) {
    var language: Substring?
    // Kept outside of `open`: a value that is bound to a second name would be copied at each line.
    var inside: [Substring] = []
    for line in text.lines {
      let isFence = line.drop { $0 == " " }.hasPrefix("```")
      guard let open = language else {
        if isFence { language = line.drop { $0 == " " || $0 == "`" } } else { prose.append(line) }
        continue
      }
      let isLast = !isFence && line.hasSuffix("```")
      if !isFence { inside.append(isLast ? line.dropLast(3) : line) }
      guard isFence || isLast else { continue }
      material.append(Self.codePart(language: open, lines: inside))
      (language, inside) = (nil, [])
    }
    // A fence that was never closed still holds code.
    if let language { material.append(Self.codePart(language: language, lines: inside)) }
    takeBare()
  }

  /// A fence marks the material: a text is searched for unfenced material only if it has no fence.
  private mutating func takeBare() {
    guard material.isEmpty else { return }
    if let found = InlineJSON.found(in: prose) {
      material.append(Part(text: found.json + "\n", mediaType: "application/json"))
      prose = found.prose
    }
    prose = HeadInLine.apart(prose)
    if let code = BareCode.range(in: prose) { take(code, language: "python") }
    while material.count < 8, let data = BareData.first(in: prose) {
      take(data.lines, language: data.language)
    }
    guard material.isEmpty, let given = GivenText.found(in: prose) else { return }
    prose = given.lead.lines
    material.append(
      Part(
        text: given.text + "\n", mediaType: given.mediaType,
        filename: given.mediaType == Part.plainText ? "text.txt" : nil))
  }

  private mutating func take(_ range: Range<Int>, language: Substring) {
    let lines = prose[range].filter { language == "python" || !$0.isEmpty }
    material.append(Self.codePart(language: language, lines: Array(lines)))
    // Keep one line in its place, so that the text before and after does not become one sentence.
    let isLast = prose[range.upperBound...].allSatisfy { $0.allSatisfy(\.isWhitespace) }
    prose.replaceSubrange(
      range.lowerBound..<(isLast ? prose.count : range.upperBound), with: isLast ? [] : [""])
    if language != "python" { dropTitle(above: range.lowerBound) }
  }

  /// Removes a Markdown heading above a table: it is the table's title, not a wish.
  private mutating func dropTitle(above end: Int) {
    guard let title = prose[..<end].lastIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      prose[title].hasPrefix("#"), prose[title].drop(while: { $0 == "#" }).hasPrefix(" "),
      // If nothing else is said, the heading is the request.
      prose.indices.contains(where: { $0 != title && !prose[$0].allSatisfy(\.isWhitespace) })
    else { return }
    prose[title] = ""
  }

  private mutating func take(_ range: Range<Int>, language: String) {
    take(range, language: Substring(language))
  }

  /// A Markdown file that contains only a table is data.
  static func asTable(_ part: Part) -> Part {
    guard part.blob == nil,
      ["text/markdown", "text/md"].contains(MediaModes.essence(of: part.mediaType))
    else { return part }
    let rows = part.text.lines.filter { !$0.allSatisfy(\.isWhitespace) }
    guard MarkdownTable.length(of: rows[...]) == rows.count else { return part }
    return Part(
      text: MarkdownTable.csv(rows[...]).joined(separator: "\n") + "\n", mediaType: "text/x-csv",
      filename: part.filename.map(csvName))
  }

  /// "prices.md" as a table is "prices.csv".
  static func csvName(_ name: String) -> String {
    let endings = [".md", ".markdown", ".txt"]
    let ending = endings.first { name.lowercased().hasSuffix($0) }
    return name.dropLast(ending?.utf8.count ?? 0) + ".csv"
  }

  private static func codePart(language: Substring, lines: [Substring]) -> Part {
    var name = language.trimmingPrefix { $0 == " " }.prefix { $0.isLetter || $0.isNumber }
      .lowercased()
    var lines = lines
    if ["", "md", "markdown"].contains(name) {
      let rows = lines.filter { !$0.allSatisfy(\.isWhitespace) }
      if MarkdownTable.length(of: rows[...]) == rows.count {
        lines = MarkdownTable.csv(rows[...])
        name = "csv"
      } else if name.isEmpty {
        name = looks(lines)
      }
    }
    return Part(
      text: lines.joined(separator: "\n") + "\n", mediaType: mediaType(of: name))
  }

  /// The probable language of an untagged block; empty if unknown.
  private static func looks(_ lines: [Substring]) -> String {
    if lines.contains(where: { line in
      ["def ", "class ", "import "].contains(where: line.hasPrefix)
    }) {
      return "python"
    }
    guard let data = BareData.first(in: lines), data.language != "markdown",
      lines.indices.allSatisfy({ data.lines.contains($0) || lines[$0].isEmpty })
    else { return "" }
    return data.language
  }

  private static func mediaType(of name: String) -> String {
    switch name {
    case "": "text/x-code"
    case "py", "python3": "text/x-python"
    case "json": "application/json"
    case "jsonl", "ndjson", "jsonlines": "application/x-ndjson"
    default: "text/x-\(name)"
    }
  }
}
