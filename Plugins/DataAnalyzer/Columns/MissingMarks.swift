/// Marks for missing values, decided per column: "NA" is Namibia in a column of country codes.
enum MissingMarks {
  private static let marks: Set<String> = [
    "na", "n/a", "n.a.", "#n/a", "#na", "nan", "null", "(null)", "none", "nil", "\\n", "-", "--",
    "–",
    "—", "?", ".", "#value!", "#div/0!", "#ref!", "#name?", "#num!", "#null!",
  ]
  /// These are also family names.
  private static let names: Set<String> = ["Nan", "Null", "Nil"]

  static func isMark(_ cell: String) -> Bool {
    guard cell.utf8.count <= 8 else { return false }
    return marks.contains(cell) || marks.contains(cell.lowercased())
  }

  /// Whether a mark is a value among these texts.
  /// - Parameter others: The different texts of the column that are not marks, at least one.
  static func isValue(_ mark: String, among others: some Collection<String>) -> Bool {
    if names.contains(mark) { return true }
    let isCode = { (text: String) in text.utf8.allSatisfy { $0 >= 65 && $0 <= 90 } }
    return isCode(mark) && !others.isEmpty
      && others.allSatisfy { isCode($0) && $0.utf8.count == mark.utf8.count }
  }
}
