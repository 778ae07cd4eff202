/// The formats that a table can be converted to.
enum TableFormat: String, Sendable {
  case csv, tsv, json, jsonl, markdown

  var name: String {
    switch self {
    case .jsonl: "JSON lines"
    case .markdown: "Markdown"
    default: rawValue.uppercased()
    }
  }
}
