/// How the writer of a table writes, as far as its columns leave no doubt.
struct WritingHabits: Sendable {
  /// nil where no column decides it, or two do differently.
  let notation: NumberNotation?
  let hasSemicolons: Bool

  init(_ columns: [NumberEvidence], hasSemicolons: Bool) {
    let decided = Set(columns.compactMap(\.decided))
    notation = decided.count == 1 ? decided.first : nil
    self.hasSemicolons = hasSemicolons
  }

  /// Who writes a decimal comma writes the day before the month.
  var prefersDayFirst: Bool { notation == .decimalComma || notation == nil && hasSemicolons }
}
