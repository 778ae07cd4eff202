import HermesContract

/// A table or JSON that stands at the end of a request without ``` lines, as people paste it.
enum BareData {
  private static let separators: [Character] = [",", ";", "\t"]

  /// - Returns: how many of the last lines are data, and in which language a fence would name them; nil
  ///   if they are prose.
  static func tail(of lines: [Substring]) -> (count: Int, language: String)? {
    guard let end = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    let whole = lines[...end]
    if let first = jsonStart(whole) { return (lines.count - first, "json") }
    if let first = tableStart(whole) { return (lines.count - first, "csv") }
    return nil
  }

  /// From the first line that opens an object or array, if all from there is one. A list of plain
  /// values is a part of what is said.
  private static func jsonStart(_ lines: ArraySlice<Substring>) -> Int? {
    guard let first = lines.firstIndex(where: { $0.hasPrefix("{") || $0.hasPrefix("[") }),
      let json = try? JSONParser.parse(Array(lines[first...].joined(separator: "\n").utf8))
    else { return nil }
    let record = json.array?.first ?? json
    return record.object != nil || record.array != nil ? first : nil
  }

  /// A head and at least two rows with as many cells and a number each: less may be prose.
  private static func tableStart(_ lines: ArraySlice<Substring>) -> Int? {
    for separator in separators {
      func cells(_ line: Substring) -> [Substring] {
        line.split(separator: separator, omittingEmptySubsequences: false)
      }
      let width = cells(lines[lines.endIndex - 1]).count
      let above = lines.lastIndex { cells($0).count != width }
      let first = above.map { $0 + 1 } ?? lines.startIndex
      let rows = lines[first...].dropFirst()
      guard width > 1, rows.count >= 2,
        rows.allSatisfy({ cells($0).contains { Double($0.filter { !$0.isWhitespace }) != nil } })
      else { continue }
      return first
    }
    return nil
  }
}
