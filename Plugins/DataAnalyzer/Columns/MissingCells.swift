/// The cells of a column, nil where a value is missing.
struct MissingCells {
  let cells: [String?]
  /// The number of values that are not missing.
  let count: Int
  let notes: [String]

  /// - Parameter isText: Whether none of the cells looks like a number.
  init(_ raw: [String], name: String, isText: Bool) {
    var cells: [String?] = []
    cells.reserveCapacity(raw.count)
    var marks: [String: Int] = [:]
    var others: Set<TextKey> = []
    for cell in raw {
      let text = CellText.trimmed(cell)
      if text.isEmpty {
        cells.append(nil)
        continue
      }
      cells.append(text)
      if MissingMarks.isMark(text) {
        marks[text, default: 0] += 1
      } else if isText, others.count < 400 {
        others.insert(TextKey(text))
      }
    }
    var notes: [String] = []
    let known = others.map(\.text)
    let isPlainText =
      isText && !known.isEmpty
      && !known.allSatisfy {
        CellText.isBoolean($0) || DateText($0) != nil
      }
    var kept: Set<String> = []
    for (mark, count) in marks.sorted(by: { $0.key < $1.key }) where isPlainText {
      if MissingMarks.isValue(mark, among: known) {
        kept.insert(mark)
        notes.append("\(name): \"\(mark)\" is read as a value, as the others are like it.")
      } else {
        notes.append(
          "\(name): \"\(mark)\" counts as missing (\(count) \(count == 1 ? "value" : "values")).")
      }
    }
    if !marks.isEmpty {
      for index in cells.indices {
        if let cell = cells[index], marks[cell] != nil, !kept.contains(cell) { cells[index] = nil }
      }
    }
    self.cells = cells
    count = cells.count { $0 != nil }
    self.notes = notes
  }
}
