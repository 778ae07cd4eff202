/// A number that fits its type; integers are exact.
package enum NativeNumber: Sendable, Equatable, Codable {
  case integer(Int128)
  case real(Double)

  /// The number in decimal.
  package var text: String {
    switch self {
    case .integer(let integer): "\(integer)"
    case .real(let real): "\(real)"
    }
  }

  /// Callers compare numbers of the same type.
  package static func < (left: NativeNumber, right: NativeNumber) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.real(let left), .real(let right)): left < right
    case (.integer(let left), .real(let right)): Double(left) < right
    case (.real(let left), .integer(let right)): left < Double(right)
    }
  }
}
