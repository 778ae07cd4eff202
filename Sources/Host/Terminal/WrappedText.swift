/// Breaks text into lines between words.
package enum WrappedText {
  /// - Parameters:
  ///   - width: in columns; nil keeps the text on one line.
  ///   - indent: the indentation of every line but the first.
  /// - Returns: at least one line. A word longer than a line is not broken, so that ids and paths
  ///   can be copied.
  package static func lines(_ text: String, width: Int?, indent: Int = 0) -> [String] {
    guard let width, DisplayWidth.columns(of: text) > width else { return [text] }
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var columns = line.count
    var isFirst = true
    for word in text.dropFirst(columns).split(separator: " ", omittingEmptySubsequences: false) {
      let length = DisplayWidth.columns(of: String(word))
      if !isFirst, columns + 1 + length > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
        columns = indent + length
      } else {
        line += (isFirst ? "" : " ") + word
        columns += (isFirst ? 0 : 1) + length
      }
      isFirst = false
    }
    return lines + [line]
  }
}
