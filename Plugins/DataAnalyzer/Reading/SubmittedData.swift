import AgentKit

/// The table in a request, and the words that say what is wanted of it.
struct SubmittedData: Sendable {
  let text: String
  let format: DataFormat
  let name: String
  /// The number of further tables.
  let others: Int
  /// The text besides the table.
  let words: String
  /// Whether it comes from an earlier message of the conversation.
  private(set) var isEarlier = false

  struct Source {
    let text: String
    let format: DataFormat
    let name: String?
  }

  /// Looks in the parts of the message, in ``` blocks, in the results of earlier steps, in the text
  /// itself, and then in the earlier conversation.
  /// - Throws: `no_data` or `data_too_large`.
  init(_ request: AgentRequest) throws {
    let files = request.parts.filter(Self.isFile)
    let parts = (request.codeParts + files).compactMap(Self.source)
    let made = request.artifacts.flatMap(\.parts).compactMap(Self.source)
    let said = request.parts
      .filter { Self.isProse($0) && !Self.isFile($0) && !AnalysisReport.isOne($0) }
      .compactMap(\.text).joined(separator: "\n")
    try Self.check(said)
    let fenced = FencedText(said)
    let blocks = fenced.blocks.compactMap(Self.source)
    // The request's own data takes precedence over data that was derived from it.
    let sources = [parts, blocks, made].first { !$0.isEmpty } ?? []
    if let source = sources.first(where: { $0.format != .unknown }) ?? sources.first {
      try Self.check(source.text)
      text = source.text
      format = source.format
      name = source.name ?? "the data"
      others = sources.count - 1
      // If the host sends the wish, it has already removed the rest.
      words =
        request.capabilities.isEmpty ? Self.dropping(source.text, from: fenced.prose) : request.wish
    } else if let bare = BareTable(in: fenced.prose) {
      name = "the data"
      text = bare.text
      format = bare.format
      others = 0
      words = bare.rest.joined(separator: "\n")
    } else if let earlier = try EarlierTable(request.history) {
      name = "the data"
      text = earlier.text
      format = earlier.format
      others = 0
      words = fenced.prose.joined(separator: "\n")
      isEarlier = true
    } else {
      throw AgentError(
        code: "no_data",
        message: """
          There is no data to analyse: put CSV, JSON or a Markdown table into the request between ``` \
          lines, or send it as a part of type text/csv or application/json.
          """)
    }
  }

  /// - Throws: The errors of the format's reader.
  func table() throws -> DataTable {
    let sniffed = DataFormat.sniffed(text)
    var table: DataTable
    switch format {
    case .json: table = try JSONTable.read(text)
    // Pasted tables are often labelled with the wrong format.
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
    if isEarlier {
      table.notes.insert("The table is that of an earlier message of the conversation.", at: 0)
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

  /// Whether plain text has the name of a table file.
  private static func isFile(_ part: AgentPart) -> Bool {
    isProse(part) && part.filename.flatMap(DataFormat.init(filename:)) != nil
      && !AnalysisReport.isOne(part)
  }

  private static func source(_ part: AgentPart) -> Source? {
    guard let text = part.text else { return nil }
    let format =
      part.mediaType.flatMap(DataFormat.init(mediaType:))
      ?? (isProse(part) ? part.filename.flatMap(DataFormat.init(filename:)) : nil)
    return format.map { Source(text: text, format: $0, name: part.filename) }
  }

  static func source(_ block: FencedText.Block) -> Source? {
    let language = String(block.language.prefix { $0 != " " && $0 != "{" })
    let format =
      language.isEmpty ? .unknown : DataFormat(mediaType: "text/x-" + language)
    return format.map { Source(text: block.text, format: $0, name: nil) }
  }

  /// The lines of the text, without the table if they repeat it.
  private static func dropping(_ data: String, from lines: [String]) -> String {
    func plain(_ lines: [String]) -> String {
      lines.map(CellText.trimmed).filter { !$0.isEmpty }.joined(separator: "\n")
    }
    let said = Array(plain(lines).utf8)
    let given = Array(plain(data.lines.map(String.init)).utf8)
    guard let start = ByteSearch.place(of: given, in: said) else {
      return String(decoding: said, as: UTF8.self)
    }
    return String(decoding: said[..<start] + [10] + said[(start + given.count)...], as: UTF8.self)
  }
}
