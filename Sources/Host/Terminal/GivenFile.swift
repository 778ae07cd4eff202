/// A file that the user supplies with a request.
package enum GivenFile {
  /// The media type that a file name suggests.
  /// - Returns: nil if the name does not indicate the content.
  package static func mediaType(of name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "csv": return "text/csv"
    case "tsv", "tab": return "text/tab-separated-values"
    case "json": return "application/json"
    case "jsonl", "ndjson": return "application/x-ndjson"
    case "md", "markdown": return "text/markdown"
    case "py", "pyi": return "text/x-python"
    case "html", "htm": return "text/html"
    case "xml": return "application/xml"
    case "yaml", "yml": return "application/yaml"
    case "txt", "text", "log": return "text/plain"
    default: return nil
    }
  }
}
