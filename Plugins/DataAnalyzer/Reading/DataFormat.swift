import AgentKit

/// The format of a table.
enum DataFormat: Sendable, Equatable {
  /// With any of the usual delimiters.
  case csv
  case tsv
  /// One value, or one value per line.
  case json
  case markdown
  /// To be determined from the text.
  case unknown

  /// From a media type, ignoring case and parameters; nil for types without tables.
  init?(mediaType: String) {
    switch Self.essence(mediaType) {
    case "text/csv", "text/x-csv", "application/csv", "application/x-csv",
      "text/x-comma-separated-values",
      "text/comma-separated-values", "text/x-psv", "text/x-ssv":
      self = .csv
    case "text/tab-separated-values", "text/x-tsv", "text/tsv": self = .tsv
    case "application/json", "text/json", "text/x-json", "application/jsonl", "application/x-jsonl",
      "application/jsonlines", "application/x-jsonlines", "application/ndjson",
      "application/x-ndjson", "text/x-jsonl", "text/x-ndjson", "text/x-jsonlines", "text/jsonl",
      "application/json-seq", "text/x-json5", "text/x-jsonc":
      self = .json
    case let type where type.hasPrefix("application/") && type.hasSuffix("+json"): self = .json
    case "text/x-markdown", "text/x-md": self = .markdown
    case "text/x-code", "text/x-text", "text/x-txt", "text/x-table", "text/x-data": self = .unknown
    default: return nil
    }
  }

  /// From a file name; nil for files without tables.
  init?(filename: String) {
    switch filename.lowercased().split(separator: ".").last {
    case "csv", "psv", "ssv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json", "jsonl", "ndjson": self = .json
    case "md", "markdown": self = .markdown
    default: return nil
    }
  }

  /// From the text itself; never `unknown`.
  static func sniffed(_ text: String) -> DataFormat {
    let first = text.unicodeScalars.first { !CellText.isBlank($0) }
    if first == "[" || first == "{" { return .json }
    let head = String(text.unicodeScalars.prefix(4096)).lines.map(String.init)
    return MarkdownTable.start(in: head) == nil ? .csv : .markdown
  }

  /// "text/csv" for "Text/CSV; charset=utf-8".
  static func essence(_ mediaType: String) -> String {
    CellText.trimmed(String(mediaType.prefix { $0 != ";" })).lowercased()
  }
}
