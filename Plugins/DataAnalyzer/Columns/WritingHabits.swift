/// The notation of a table, as far as its columns prove it.
struct WritingHabits: Sendable {
  /// Nil if no column proves it, or if two contradict each other.
  let notation: NumberNotation?
  let hasSemicolons: Bool

  init(_ columns: [NumberEvidence], hasSemicolons: Bool) {
    let decided = Set(columns.compactMap(\.decided))
    notation = decided.count == 1 ? decided.first : nil
    self.hasSemicolons = hasSemicolons
  }

  /// Someone who writes a decimal comma writes the day before the month.
  var prefersDayFirst: Bool { notation == .decimalComma || notation == nil && hasSemicolons }
}
