import AgentKit
import Foundation

/// The table that a request hands in, and the words that say what is wanted of it.
struct SubmittedData: Sendable {
  let text: String
  let format: DataFormat
  let name: String
  /// How many more there were.
  let others: Int
  /// What is said beside the table.
  let words: String

  private struct Source {
    let text: String
    let format: DataFormat
    let name: String?
  }

  /// Looks at parts of the message, at results of the steps before, and then at the text itself.
  /// - Throws: `no_data` or `data_too_large`.
  init(_ request: AgentRequest) throws {
    let files = request.parts.filter { Self.isFile($0) }
    let parts = (request.codeParts + files).compactMap(Self.source)
    let made = request.artifacts.flatMap(\.parts).compactMap(Self.source)
    let said = request.parts.filter { Self.isProse($0) && !Self.isFile($0) }.compactMap(\.text)
      .joined(separator: "\n")
    try Self.check(said)
    let fenced = FencedText(said)
    let sources = (parts + made).sorted { $0.format != .unknown && $1.format == .unknown }
    if let source = sources.first {
      try Self.check(source.text)
      text = source.text
      format = source.format
      name = source.name ?? "the data"
      others = sources.count - 1
      words = Self.without(source.text, fenced.prose)
      return
    }
    name = "the data"
    let blocks = fenced.blocks.compactMap(Self.source)
    if let block = blocks.first {
      text = block.text
      format = block.format
      others = blocks.count - 1
      words = fenced.prose.joined(separator: "\n")
    } else if let bare = BareTable(in: fenced.prose) {
      text = bare.text
      format = bare.format
      others = 0
      words = bare.rest.joined(separator: "\n")
    } else {
      throw AgentError(
        code: "no_data",
        message: """
          There is no data to analyse: put CSV, JSON or a Markdown table into the request between ``` \
          lines, or send it as a part of type text/csv or application/json.
          """)
    }
  }

  /// - Throws: what the reader of the format throws.
  func table() throws -> DataTable {
    let sniffed = DataFormat.sniffed(text)
    var table: DataTable
    switch format {
    case .json: table = try JSONTable.read(text)
    // Called by the wrong name, as tables that are pasted often are.
    case .csv, .unknown:
      table =
        switch sniffed {
        case .json: try JSONTable.read(text)
        case .markdown: try MarkdownTable.read(text)
        default: try CSVTable.read(text)
        }
    case .tsv: table = try CSVTable.read(text, delimiter: UInt8(ascii: "\t"))
    case .markdown: table = try sniffed == .csv ? CSVTable.read(text) : MarkdownTable.read(text)
    }
    if others > 0 {
      table.notes.insert("This is the first of \(others + 1) tables of the request.", at: 0)
    }
    return table
  }

  private static func check(_ text: String) throws {
    guard text.utf8.count > DataTable.maximumBytes else { return }
    throw AgentError(
      code: "data_too_large",
      message: "The data has more than \(DataTable.maximumBytes >> 20) MiB: send a part of it.")
  }

  private static func isProse(_ part: AgentPart) -> Bool {
    part.mediaType.map { ["text/plain", "text/markdown"].contains(DataFormat.essence($0)) } ?? true
  }

  /// Whether plain text has the name of a table's file.
  private static func isFile(_ part: AgentPart) -> Bool {
    isProse(part) && part.filename.flatMap(DataFormat.init(filename:)) != nil
  }

  private static func source(_ part: AgentPart) -> Source? {
    guard let text = part.text else { return nil }
    let format =
      part.mediaType.flatMap(DataFormat.init(mediaType:))
      ?? (isProse(part) ? part.filename.flatMap(DataFormat.init(filename:)) : nil)
    return format.map { Source(text: text, format: $0, name: part.filename) }
  }

  private static func source(_ block: FencedText.Block) -> Source? {
    let language = String(block.language.prefix { $0 != " " && $0 != "{" })
    let format =
      language.isEmpty ? .unknown : DataFormat(mediaType: "text/x-" + language)
    return format.map { Source(text: block.text, format: $0, name: nil) }
  }

  /// The lines of what is said, without the table if they repeat it.
  private static func without(_ data: String, _ lines: [String]) -> String {
    func plain(_ lines: [String]) -> String {
      lines.map(CellText.trimmed).filter { !$0.isEmpty }.joined(separator: "\n")
    }
    let said = plain(lines)
    let given = plain(TextLines.of(data))
    guard !given.isEmpty, given.utf8.count <= said.utf8.count,
      let range = said.range(of: given, options: .literal)
    else { return said }
    return said[..<range.lowerBound] + "\n" + said[range.upperBound...]
  }
}
