/// The output of a model's program about a table.
struct ProgramAnswer: Sendable {
  private static let shownCharacters = 4000
  static let programName = "program.py"
  static let outputName = "output.txt"

  let questions: [String]
  let source: String
  let output: String
  /// The model's name, as its server reports it.
  let model: String

  /// The output in a form that is safe in a report.
  var shown: String { CellText.cut(CellText.trimmed(output), to: Self.shownCharacters) }

  /// For people: discloses that the figures come from a model's program.
  var sentence: String { shown + " (Worked out by a program that the model wrote.)" }
}
