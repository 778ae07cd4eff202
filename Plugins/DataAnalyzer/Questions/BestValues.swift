/// Whether more of a column is better, so that "the best" is the highest: of points it is, of times, prices and
/// places it is not, and of most columns nobody can say.
enum BestValues {
  private static let good: Set<String> = [
    "score", "point", "goal", "mark", "rating", "star", "sale", "revenue", "profit", "turnover",
    "income", "win", "earning", "vote",
  ]
  /// What turns the meaning around: penalty points, goals against, risk scores.
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
  /// Up to this, marks may be such as are best when they are low.
  private static let lowMarks = 10.0

  /// - Parameter table: the names of all columns, which tell what is counted.
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

  /// Whether it holds marks, of which a sum says nothing.
  static func isMark(_ column: DataColumn) -> Bool {
    let said = words(column.name)
    return said.last == "mark" || said.last == "grade"
      || said.count == 1 && subjects.contains(said[0])
  }

  /// Whether values of these columns may be put together in each row: marks of subjects, "Q1" and "Q2", sales of May and
  /// of June, amounts of one currency.
  static func areAlike(_ columns: [DataColumn]) -> Bool {
    let names = columns.map { words($0.name) }
    guard let first = columns.first, Set(columns.map(\.unit)).count == 1 else { return false }
    if first.unit != nil { return true }
    if names.allSatisfy({ $0.count == 1 && subjects.contains($0[0]) }) { return true }
    // Names that differ in their numbers or months alone.
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
