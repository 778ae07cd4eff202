import HermesContract

extension JSONValue {
  /// Equality of what was meant: a whole number is the same with and without a fraction, because
  /// the writer leaves a zero fraction out.
  func isSame(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.object(let left), .object(let right)):
      left.keys == right.keys
        && zip(left.members, right.members).allSatisfy { $0.value.isSame(as: $1.value) }
    case (.int, .double), (.double, .int), (.double, .double): double == other.double
    default: self == other
    }
  }

  /// A random document: every kind of value, awkward strings and numbers included.
  static func random(_ depth: Int, _ generator: inout some RandomNumberGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .int(.random(in: .min ... .max, using: &generator))
    case 3: return .int(.random(in: -9...9, using: &generator))
    case 4:
      let bits = Double(bitPattern: UInt64.random(in: 0 ... .max, using: &generator))
      return .double(bits.isFinite ? bits : 0.1)
    case 5, 6: return .string(randomText(&generator))
    case 7:
      let count = Int.random(in: 0...4, using: &generator)
      return .array((0..<count).map { _ in random(depth - 1, &generator) })
    default:
      var object = JSONObject()
      for index in 0..<Int.random(in: 0...4, using: &generator) {
        object["\(index)" + randomText(&generator)] = random(depth - 1, &generator)
      }
      return .object(object)
    }
  }

  private static func randomText(_ generator: inout some RandomNumberGenerator) -> String {
    let pieces = [
      "a", "\"", "\\", "\n", "\0", "\u{1F}", "\u{7F}", "é", "e\u{301}", "😀", "\u{2028}", "/",
      "</script>",
    ]
    return (0..<Int.random(in: 0...6, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }
}
