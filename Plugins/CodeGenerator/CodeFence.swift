/// Finds the module in a model's answer, line by line: the first fenced block, or all of an answer that
/// begins with code. The words around it are left out.
struct CodeFence {
  private enum State { case before, fenced, bare, after }

  private var state = State.before
  /// Blank lines that belong to the module only if something follows them.
  private var blanks = ""

  /// What of this line belongs to the module; nil: nothing yet.
  mutating func take(_ line: String) -> String? {
    let text = line.drop { $0 == " " }
    let isFence = text.hasPrefix("```")
    switch state {
    case .before:
      if isFence {
        state = .fenced
      } else if Self.beginsModule(text) {
        state = .bare
        return line
      }
      return nil
    case .fenced, .bare:
      guard !isFence else {
        state = .after
        return nil
      }
      if text.allSatisfy(\.isWhitespace) {
        blanks += "\n"
        return nil
      }
      defer { blanks = "" }
      return hasBegun ? blanks + line : begin(line)
    case .after: return nil
    }
  }

  private var hasBegun = false

  private mutating func begin(_ line: String) -> String {
    hasBegun = true
    return state == .bare ? blanks + line : line
  }

  private static func beginsModule(_ line: Substring) -> Bool {
    let starts = ["def ", "async def ", "class ", "import ", "from ", "@", "\"\"\"", "#!", "# "]
    return starts.contains(where: line.hasPrefix)
  }
}
