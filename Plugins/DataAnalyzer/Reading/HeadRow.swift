/// Determines whether the first row of a table holds names or data, from the types below it.
struct HeadRow {
  let isHead: Bool
  /// Reported in a note if the answer was not obvious.
  let note: String?

  private static let years = 1900.0...2100.0

  /// - Parameters:
  ///   - first: The row in question.
  ///   - sample: Some rows below it.
  init(_ first: [String], above sample: [[String]]) {
    let cells = first.map(CellText.trimmed)
    let isData = cells.map { $0.isEmpty || Self.isValue($0) }
    let none =
      "The first line holds data: the columns have no names and are called column 1, and so on."
    if cells.contains(where: { !$0.isEmpty }), isData.allSatisfy({ $0 }) {
      let isNamedByYears =
        Self.isYears(cells.map(Self.number)) && cells.count > 1
        && !sample.contains { Self.isYears($0.map { Self.number(CellText.trimmed($0)) }) }
        && !sample.isEmpty
      isHead = isNamedByYears
      note =
        isNamedByYears
        ? "The years of the first line are read as names." : none
      return
    }
    // A value above values of the same kind, next to texts.
    let values = cells.indices.filter { index in
      Self.isValue(cells[index])
        && sample.contains { index < $0.count && Self.isValue(CellText.trimmed($0[index])) }
    }
    if !values.isEmpty {
      isHead = Self.isYears(values.map { Self.number(cells[$0]) }) && values.count > 1
      note = isHead ? "The years of the first line are read as names." : none
      return
    }
    // All cells are text: a header does not repeat below itself.
    let repeated = cells.indices.count { index in
      !cells[index].isEmpty
        && sample.contains { index < $0.count && CellText.trimmed($0[index]) == cells[index] }
    }
    isHead = repeated * 2 <= cells.count || sample.isEmpty
    note = isHead ? nil : none
  }

  private static func isValue(_ cell: String) -> Bool {
    NumberShape(cell) != nil || DateText(cell) != nil
  }

  private static func number(_ cell: String) -> Double? {
    CellText.isDigits(cell) ? Double(cell) : nil
  }

  /// Whether these are consecutive years.
  private static func isYears(_ numbers: [Double?]) -> Bool {
    let found = numbers.compactMap { $0 }
    return found.count == numbers.count && found.count > 1
      && zip(found, found.dropFirst()).allSatisfy { $1 == $0 + 1 }
      && found.allSatisfy(years.contains)
  }
}
