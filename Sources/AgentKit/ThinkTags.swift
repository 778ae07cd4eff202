/// Takes the reasoning out of a model's text where its server leaves it between <think> and </think>
/// at the beginning. The tags may come in pieces.
struct ThinkTags {
  private enum State { case before, thinking, answering }

  private static let start = "<think>"
  private static let end = "</think>"
  private var state = State.before
  private var pending = ""

  /// What is certain by now.
  mutating func take(_ text: String) -> [AgentModel.Piece] {
    pending += text
    if state == .before {
      let begun = pending.drop(while: \.isWhitespace)
      if begun.hasPrefix(Self.start) {
        state = .thinking
        pending = String(begun.dropFirst(Self.start.count))
      } else if Self.start.hasPrefix(begun) {
        return []
      } else {
        state = .answering
      }
    }
    var pieces: [AgentModel.Piece] = []
    if state == .thinking {
      let (thought, rest) = split(pending)
      if !thought.isEmpty { pieces.append(.reasoning(thought)) }
      guard let rest else { return pieces }
      state = .answering
      pending = rest
    }
    if !pending.isEmpty { pieces.append(.text(pending)) }
    pending = ""
    return pieces
  }

  /// What was held back when the text ends.
  mutating func end() -> [AgentModel.Piece] {
    defer { pending = "" }
    if pending.isEmpty { return [] }
    return [state == .thinking ? .reasoning(pending) : .text(pending)]
  }

  /// The thought, and what follows it if it has ended. Keeps back what may be the end's beginning.
  private mutating func split(_ text: String) -> (thought: String, rest: String?) {
    if let end = text.firstRange(of: Self.end) {
      return (String(text[..<end.lowerBound]), String(text[end.upperBound...]))
    }
    let held = (1..<Self.end.count).reversed().first { text.hasSuffix(Self.end.prefix($0)) } ?? 0
    pending = String(text.suffix(held))
    return (String(text.dropLast(held)), nil)
  }
}
