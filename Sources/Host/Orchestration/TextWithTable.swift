import HermesContract

/// A text file with a table among its lines, of which a request may mean either: "summarise it" is about the text,
/// "average minutes" about the table.
enum TextWithTable {
  /// What is done to texts, and what they are made of.
  private static let texts: Set<String> = [
    "summarise", "summarize", "summary", "summaries", "condense", "shorten", "translate",
    "proofread", "paraphrase", "rephrase", "rewrite", "reword", "text", "sentence", "sentences",
    "paragraph", "paragraphs", "heading", "headings", "section", "sections", "outline", "readme",
    "report", "document", "documents", "article", "essay", "letter", "typo", "typos", "grammar",
    "spelling", "handout", "tldr", "contents", "chapter", "chapters",
  ]
  /// What is asked of tables.
  private static let questions: Set<String> = [
    "average", "avg", "mean", "median", "total", "sum", "most", "least", "fewest", "highest",
    "lowest", "largest", "smallest", "maximum", "minimum", "max", "min", "how", "count", "number",
    "sort", "sorted", "per", "by", "chart", "plot", "graph", "histogram", "list", "convert", "csv",
    "json", "tsv", "top", "which", "who", "what", "when", "difference", "percentage", "share",
    "correlation", "range", "oldest", "youngest", "longest", "shortest", "fastest", "slowest",
  ]
  private static let tables: Set<String> = [
    "table", "row", "rows", "column", "columns", "csv", "json", "tsv", "chart",
  ]
  /// Words of titles beside a table that are no text of their own.
  private static let maximumTitle = 12

  /// The part as a table where its table is what the words ask about.
  static func asAsked(_ part: Part, by prose: String) -> Part {
    guard part.blob == nil,
      ["text/markdown", "text/md", Part.plainText].contains(
        MediaModes.essence(of: part.mediaType))
    else { return part }
    let words = Set(self.words(of: prose[...]))
    guard !words.isEmpty, words.isDisjoint(with: texts) else { return part }
    let lines = part.text.lines
    // What is fenced is said of something.
    guard !lines.contains(where: { $0.drop { $0 == " " }.hasPrefix("```") }),
      let found = BareData.first(in: lines), ["markdown", "csv"].contains(found.language)
    else { return part }
    var rows = lines[found.lines].filter { !$0.allSatisfy(\.isWhitespace) }
    if found.language == "markdown" { rows = MarkdownTable.csv(rows[...]) }
    let rest = lines[..<found.lines.lowerBound] + lines[found.lines.upperBound...]
    let isTitled = rest.flatMap(self.words).count <= maximumTitle
    let isAsked =
      !words.isDisjoint(with: questions)
      && !words.isDisjoint(with: Set(self.words(of: rows.first ?? "")).union(tables))
    guard isTitled || isAsked else { return part }
    return Part(
      text: rows.joined(separator: "\n") + "\n", mediaType: "text/x-csv",
      filename: part.filename.map(MaterialText.csvName))
  }

  private static func words(of line: Substring) -> [String] {
    line.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
  }
}
