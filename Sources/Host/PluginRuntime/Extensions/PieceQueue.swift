import AgentABI

/// Pieces of an answer on their way to the agent's function, and then the answer. Neighbours of one
/// part are joined: what waits is never more than the answer, in few pieces.
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
    // Not kept twice while it grows.
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
