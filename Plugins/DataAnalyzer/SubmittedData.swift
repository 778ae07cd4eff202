import AgentKit
import Foundation

/// The table that a request hands in.
struct SubmittedData: Sendable {
  let text: String
  let mediaType: String
  let name: String
  /// How many more there were.
  let others: Int

  private static let mediaTypes: Set<String> = [
    "text/csv", "text/x-csv", "application/csv", "text/tab-separated-values", "text/x-tsv",
    "application/json", "text/x-json", "text/x-code",
  ]

  /// Looks at parts of the message, at results of the steps before, and then at the text itself.
  /// - Throws: `no_data` or `data_too_large`.
  init(_ request: AgentRequest) throws {
    let parts = (request.codeParts + request.artifacts.flatMap(\.parts)).filter {
      $0.text != nil && Self.mediaTypes.contains(Self.bare($0.mediaType ?? ""))
    }
    if let part = parts.first, let text = part.text {
      self.text = text
      mediaType = Self.bare(part.mediaType ?? "")
      name = part.filename ?? "the data"
      others = parts.count - 1
    } else if let found = Self.table(in: request.text) {
      text = found
      mediaType = "text/x-code"
      name = "the data"
      others = 0
    } else {
      throw AgentError(
        code: "no_data",
        message: """
          There is no data to analyse: put CSV or JSON into the request between ``` lines, or send it \
          as a part of type text/csv or application/json.
          """)
    }
    guard text.utf8.count <= DataTable.maximumBytes else {
      throw AgentError(
        code: "data_too_large",
        message: "The data has more than \(DataTable.maximumBytes >> 20) MiB: send a part of it.")
    }
  }

  func table() throws -> DataTable {
    let first = text.first { !$0.isWhitespace && $0 != "\u{FEFF}" }
    let looksLikeJSON = first == "[" || first == "{"
    var table: DataTable
    switch mediaType {
    case "application/json", "text/x-json": table = try JSONTable.read(text)
    case "text/x-code" where looksLikeJSON: table = try JSONTable.read(text)
    case "text/tab-separated-values", "text/x-tsv":
      table = try CSVTable.read(text, delimiter: UInt8(ascii: "\t"))
    default: table = try CSVTable.read(text)
    }
    if others > 0 {
      table.notes.insert("This is the first of \(others + 1) tables of the request.", at: 0)
    }
    return table
  }

  /// "text/csv" of "text/csv; charset=utf-8".
  private static func bare(_ mediaType: String) -> String {
    CellValue.trimmed(String(mediaType.prefix { $0 != ";" })).lowercased()
  }

  /// A fenced block, else all of a text that is a table.
  private static func table(in text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if let start = lines.firstIndex(where: { $0.hasPrefix("```") }) {
      return lines[(start + 1)...].prefix { !$0.hasPrefix("```") }.joined(separator: "\n")
    }
    let first = text.first { !$0.isWhitespace }
    if first == "[" || first == "{" { return text }
    let cut = CSVTable.detect(Array(text.utf8))
    return lines.count > 1 && cut != nil
      && lines.allSatisfy { line in
        line.isEmpty || line == "\r" || line.utf8.contains(cut ?? 0)
      } ? text : nil
  }
}
