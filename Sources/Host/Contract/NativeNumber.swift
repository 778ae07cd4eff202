/// A number that fits its type: integers exactly.
package enum NativeNumber: Sendable, Equatable, Codable {
  case integer(Int128)
  case real(Double)

  package var text: String {
    switch self {
    case .integer(let integer): "\(integer)"
    case .real(let real): "\(real)"
    }
  }

  /// Two of one type are compared.
  package static func < (left: NativeNumber, right: NativeNumber) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.real(let left), .real(let right)): left < right
    case (.integer(let left), .real(let right)): Double(left) < right
    case (.real(let left), .integer(let right)): left < Double(right)
    }
  }
}
