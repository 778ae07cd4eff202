/// A column whose cells have been read: the kind of its values, and the values.
struct DataColumn: Sendable {
  enum Kind: String, Sendable, Codable {
    case number, boolean, date
    /// Digits that identify something, such as 64-bit ids and codes with leading zeros; kept as
    /// text.
    case identifier
    case text, empty
  }

  let name: String
  var kind: Kind
  /// One per row, without surrounding white space; nil where a value is missing.
  let cells: [String?]
  /// One per row; empty unless the column has only numbers.
  var numbers: [Double?] = []
  /// One per row; empty unless the column has only dates.
  var dates: [CalendarDate?] = []
  /// The largest number of decimal places; nil if numbers have exponents.
  var decimals: Int?
  /// "%" or the currency of the numbers.
  var unit: String?
  /// How open questions were decided, and values that look like typos.
  var notes: [String]

  var count: Int { cells.count { $0 != nil } }
  var missing: Int { cells.count - count }

  /// A column of calculated numbers.
  init(name: String, numbers: [Double?], decimals: Int?, unit: String?) {
    (self.name, kind, notes) = (name, .number, [])
    cells = numbers.map { $0.map(NumberText.exact) }
    (self.numbers, self.decimals, self.unit) = (numbers, decimals, unit)
  }

  /// - Parameter evidence: For the column's cells, as `NumberEvidence.of` returns it.
  init(_ column: DataTable.Column, evidence: NumberEvidence, habits: WritingHabits) {
    name = column.name
    let shown = CellText.cut(name, to: 60)
    let marks = MissingCells(column.cells, name: shown, isText: evidence.count == 0)
    cells = marks.cells
    notes = marks.notes
    kind = .text
    let present = cells.lazy.compactMap { $0 }
    guard let first = present.first else {
      kind = .empty
      return
    }
    if evidence.count > 0, evidence.count == marks.count {
      let numbers = ColumnNumbers(cells, evidence: evidence, habits: habits, name: shown)
      notes += numbers.notes
      if let values = numbers.values {
        kind = .number
        self.numbers = values
        decimals = numbers.decimals
        unit = numbers.unit
        return
      }
      if numbers.isIdentifier {
        kind = .identifier
        return
      }
    }
    if CellText.isBoolean(first), present.allSatisfy(CellText.isBoolean) {
      kind = .boolean
    } else if let dates = ColumnDates(cells, name: shown, prefersDayFirst: habits.prefersDayFirst) {
      kind = .date
      self.dates = dates.dates
      notes += dates.notes
    } else if evidence.count < marks.count, evidence.count * 5 >= marks.count * 4,
      let odd = present.first(where: { NumberShape($0) == nil })
    {
      // Most are numbers: the others may be typos.
      notes.append(
        "\(shown): \(marks.count - evidence.count) of \(marks.count) values are not numbers, such as "
          + "\"\(CellText.cut(odd, to: 80))\"; the column counts as text.")
    }
  }
}
