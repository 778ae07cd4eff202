/// A JSON value that keeps the order of its members and the digits of its numbers.
enum JSONNode: Sendable {
  struct Member: Sendable {
    let name: String
    let value: JSONNode
  }

  case null
  case bool(Bool)
  /// As written.
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([Member])

  var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  var array: [JSONNode]? { if case .array(let items) = self { items } else { nil } }
  var object: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// The text of a cell: empty for null, and the JSON of a list or an object.
  var cell: String {
    switch self {
    case .null: ""
    case .bool(let bool): bool ? "true" : "false"
    case .number(let text), .string(let text): text
    case .array, .object: canonical
    }
  }

  /// The same text for equal values: without white space, members sorted by name.
  var canonical: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(let number):
      // 1.0 and 1 are the same number; a long id keeps its digits.
      if let double = Double(number), !CellText.isDigits(number) || number.utf8.count < 16 {
        text += double == double.rounded() && abs(double) < 1e15 ? "\(Int64(double))" : "\(double)"
      } else {
        text += number
      }
    case .string(let string): text += JSONText.quoted(string)
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      let sorted = members.sorted { Array($0.name.utf8).lexicographicallyPrecedes($1.name.utf8) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { text += "," }
        text += JSONText.quoted(member.name) + ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }
}
