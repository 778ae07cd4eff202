import HermesContract

/// A text file that contains a table, either of which a request may mean: "summarise it" is about
/// the text, "average minutes" about the table.
enum TextWithTable {
  /// Verbs and nouns that concern texts.
  private static let texts: Set<String> = [
    "summarise", "summarize", "summary", "summaries", "condense", "shorten", "translate",
    "proofread", "paraphrase", "rephrase", "rewrite", "reword", "text", "sentence", "sentences",
    "paragraph", "paragraphs", "heading", "headings", "section", "sections", "outline", "readme",
    "report", "document", "documents", "article", "essay", "letter", "typo", "typos", "grammar",
    "spelling", "handout", "tldr", "contents", "chapter", "chapters",
  ]
  /// Words of questions about tables.
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
  /// The longest title next to a table that is not taken for a text, in words.
  private static let maximumTitle = 12

  /// The part as a table if the words ask about the table.
  static func asAsked(_ part: Part, by prose: String) -> Part {
    guard part.blob == nil,
      ["text/markdown", "text/md", Part.plainText].contains(
        MediaModes.essence(of: part.mediaType))
    else { return part }
    let words = Set(self.words(of: prose[...]))
    guard !words.isEmpty, words.isDisjoint(with: texts) else { return part }
    let lines = part.text.lines
    // A fenced table is part of what the text says.
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
