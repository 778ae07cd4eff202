/// Whether higher values of a column are better, so that "the best" is the highest: true for
/// points, false for times, prices and ranks, and unknown for most columns.
enum BestValues {
  private static let good: Set<String> = [
    "score", "point", "goal", "mark", "rating", "star", "sale", "revenue", "profit", "turnover",
    "income", "win", "earning", "vote",
  ]
  /// Words that reverse the meaning: penalty points, goals against, risk scores.
  private static let bad: Set<String> = [
    "penalty", "error", "fault", "mistake", "lost", "against", "miss", "missed", "minus",
    "negative", "risk", "loss", "conceded", "demerit", "deducted", "complaint", "pain", "stress",
    "severity", "damage", "handicap", "golf", "stroke", "par", "hole", "round",
  ]
  private static let subjects: Set<String> = [
    "math", "maths", "mathematic", "algebra", "geometry", "arithmetic", "english", "german",
    "french", "spanish", "italian", "latin", "history", "geography", "biology", "chemistry",
    "physic", "science", "art", "music", "religion", "ethic", "philosophy", "economic",
    "literature", "reading", "writing", "spelling", "drama", "computing", "politic",
  ]
  /// Up to this value, marks may be of a kind where low is best.
  private static let lowMarks = 10.0

  /// - Parameter table: The names of all columns, which show what is counted.
  static func growBetter(_ column: DataColumn, in table: [String]) -> Bool {
    guard column.kind == .number, column.unit == nil else { return false }
    let others = table.flatMap { words($0) }
    let said = words(column.name)
    guard said.count <= 3, let noun = said.last, !said.contains(where: bad.contains),
      !others.contains(where: ["golf", "handicap", "stroke", "par", "hole"].contains)
    else { return false }
    let isMark = noun == "mark" || said.count == 1 && subjects.contains(noun)
    guard isMark else { return good.contains(noun) }
    return (column.numbers.lazy.compactMap { $0 }.max() ?? 0) > lowMarks
  }

  /// Whether it holds marks, whose sum is meaningless.
  static func isMark(_ column: DataColumn) -> Bool {
    let said = words(column.name)
    return said.last == "mark" || said.last == "grade"
      || said.count == 1 && subjects.contains(said[0])
  }

  /// Whether values of these columns may be combined in each row: marks of subjects, "Q1" and "Q2",
  /// sales of May and of June, amounts in one currency.
  static func areAlike(_ columns: [DataColumn]) -> Bool {
    let names = columns.map { words($0.name) }
    guard let first = columns.first, Set(columns.map(\.unit)).count == 1 else { return false }
    if first.unit != nil { return true }
    if names.allSatisfy({ $0.count == 1 && subjects.contains($0[0]) }) { return true }
    // Names that differ only in numbers or months.
    let stems = names.map { words in
      words.map { word in
        CalendarNames.month(word) != nil
          ? ""
          : String(
            String.UnicodeScalarView(word.unicodeScalars.filter { !("0"..."9").contains($0) }))
      }
    }
    return Set(stems).count == 1 && Set(names).count == names.count
  }

  private static func words(_ name: String) -> [String] {
    FoldedText.words(FoldedText.of(CellText.cut(name, to: 60))).map(FoldedText.singular)
  }
}
