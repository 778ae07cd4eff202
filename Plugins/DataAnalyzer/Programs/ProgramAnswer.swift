/// What a program that the model wrote has printed about a table.
struct ProgramAnswer: Sendable {
  private static let shownCharacters = 4000
  static let programName = "program.py"
  static let outputName = "output.txt"

  let questions: [String]
  let source: String
  let output: String
  /// As its server calls it.
  let model: String

  /// As it may stand in a report.
  var shown: String { CellText.cut(CellText.trimmed(output), to: Self.shownCharacters) }

  /// For a person: that figures come of a model's program is to be known.
  var sentence: String { shown + " (Worked out by a program that the model wrote.)" }
}
