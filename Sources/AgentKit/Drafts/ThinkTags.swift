/// Separates the reasoning from a model's text if its server leaves it there: between <think> and
/// </think> at the beginning, or before a </think> alone, as from servers that have the opening tag
/// in their prompt. The tags may arrive in pieces.
///
/// Works on bytes: a combining mark after a tag changes the `Character` at its end.
struct ThinkTags {
  enum Part: Equatable {
    case text(String)
    case reasoning(String)
    /// All text so far was reasoning.
    case onlyThoughtSoFar
  }

  private enum State { case before, thinking, answering, answered }

  private static let start = Array("<think>".utf8)
  private static let end = Array("</think>".utf8)
  private var state = State.before
  private var pending: [UInt8] = []
  /// The number of blanks at the beginning of `pending`, after which a tag may still start.
  private var blanks = 0

  /// The parts that are certain by now.
  mutating func accept(_ text: String) -> [Part] {
    pending += text.utf8
    if state == .before {
      while blanks < pending.count, pending[blanks] <= UInt8(ascii: " ") { blanks += 1 }
      let begun = pending[blanks...]
      if begun.starts(with: Self.start) {
        state = .thinking
        pending = Array(begun.dropFirst(Self.start.count))
      } else if Self.start.starts(with: begun) {
        return []
      } else {
        state = .answering
      }
    }
    var parts: [Part] = []
    if state == .thinking {
      let thought = textBefore([Self.end])
      Self.append(.reasoning(thought.text), to: &parts)
      guard thought.tag != nil else { return parts }
      state = .answered
    }
    if state == .answering {
      let said = textBefore([Self.start, Self.end])
      Self.append(.text(said.text), to: &parts)
      guard let tag = said.tag else { return parts }
      state = .answered
      if tag == Self.end {
        parts.append(.onlyThoughtSoFar)
      } else {
        // The text itself mentions tags.
        Self.append(.text(String(decoding: tag, as: UTF8.self)), to: &parts)
      }
    }
    Self.append(.text(takeRest()), to: &parts)
    return parts
  }

  /// What was held back, at the end of the text.
  mutating func finish() -> [Part] {
    var parts: [Part] = []
    Self.append(state == .thinking ? .reasoning(takeRest()) : .text(takeRest()), to: &parts)
    return parts
  }

  private mutating func takeRest() -> String {
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self)
  }

  /// The text before the first of the tags, and that tag. Holds back what may be the beginning of a
  /// tag.
  private mutating func textBefore(_ tags: [[UInt8]]) -> (text: String, tag: [UInt8]?) {
    var index = 0
    while let found = pending[index...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = pending[found...]
      let tag = tags.first(where: rest.starts)
      if tag != nil || tags.contains(where: { $0.starts(with: rest) }) {
        defer { pending = Array(rest.dropFirst(tag?.count ?? 0)) }
        return (String(decoding: pending[..<found], as: UTF8.self), tag)
      }
      index = found + 1
    }
    return (takeRest(), nil)
  }

  private static func append(_ part: Part, to parts: inout [Part]) {
    if part != .text(""), part != .reasoning("") { parts.append(part) }
  }
}
