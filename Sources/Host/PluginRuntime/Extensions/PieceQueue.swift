import AgentABI

/// Pieces of an answer on their way to the agent's function, followed by the answer. Adjacent
/// pieces of the same part are joined, so the backlog is never larger than the answer.
struct PieceQueue: Sendable {
  enum Item: Sendable, Equatable {
    case piece(part: UInt8, text: [UInt8])
    case answer(hermes_status, [UInt8])
  }

  private var items: [Item] = []

  var isEmpty: Bool { items.isEmpty }

  mutating func add(_ part: UInt8, text: [UInt8]) {
    guard case .piece(part, var joined)? = items.last else {
      return items.append(.piece(part: part, text: text))
    }
    // Avoids a second copy while it grows.
    items.removeLast()
    joined.append(contentsOf: text)
    items.append(.piece(part: part, text: joined))
  }

  mutating func finish(status: hermes_status, answer: [UInt8]) {
    items.append(.answer(status, answer))
  }

  mutating func takeAll() -> [Item] {
    defer { items = [] }
    return items
  }
}
