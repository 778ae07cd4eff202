/// Text broken into lines between words.
package enum WrappedText {
  /// - Parameters:
  ///   - width: in columns; nil: the text stays one line.
  ///   - indent: of every line but the first.
  /// - Returns: at least one line. A word that is longer than a line stays whole: an id or a path is to be
  ///   copied.
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
