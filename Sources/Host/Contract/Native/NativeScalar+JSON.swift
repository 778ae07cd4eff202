/// Why a JSON value does not fit a C type. The text continues a sentence that begins with the
/// value's name.
package struct NativeMismatch: Error, Equatable {
  /// A verb phrase such as "must be true or false, and not 3".
  package let reason: String
  package init(_ reason: String) { self.reason = reason }
}

extension NativeScalar {
  /// The largest integer that every JSON reader keeps exactly; larger ones are written as strings.
  package static let exactInteger: Int128 = 9_007_199_254_740_991

  /// The values that the type accepts, for an error message.
  package var expectation: String {
    guard let range else {
      return self == .float ? "a number that a float can hold" : "a finite number"
    }
    return self == .bool
      ? "true or false" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  /// Converts a JSON value.
  /// - Throws: if the value has another type, is out of range, or may have lost digits in transit.
  package func number(_ value: JSONValue) throws(NativeMismatch) -> NativeNumber {
    if self == .bool {
      guard case .bool(let flag) = value else { throw expected(value) }
      return .integer(flag ? 1 : 0)
    }
    guard let range else { return .real(try realNumber(from: value)) }
    let number = try integer(value)
    guard range.contains(number) else { throw expected(value) }
    return .integer(number)
  }

  private func expected(_ value: JSONValue) -> NativeMismatch {
    NativeMismatch("must be \(expectation), and not \(value.shown)")
  }

  private func integer(_ value: JSONValue) throws(NativeMismatch) -> Int128 {
    let number: Int128
    switch value {
    case .int(let integer): number = Int128(integer)
    case .double(let real):
      guard let integer = Int128(exactly: real) else { throw expected(value) }
      number = integer
    case .string(let text):
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let integer = Int128(text)
      else { throw expected(value) }
      return integer
    case .null, .bool, .array, .object: throw expected(value)
    }
    guard abs(number) <= Self.exactInteger else {
      throw NativeMismatch(
        "must be a string such as \"18446744073709551615\" when it is beyond "
          + "\(Self.exactInteger): not every reader of JSON keeps the digits of such a number")
    }
    return number
  }

  private func realNumber(from value: JSONValue) throws(NativeMismatch) -> Double {
    guard let number = value.double, number.isFinite,
      self != .float || Float(number).isFinite
    else { throw expected(value) }
    return number
  }

  /// The JSON value of a C result; nil if JSON can't express it (NaN, infinity).
  package func json(_ number: NativeNumber) -> JSONValue? {
    switch number {
    case .integer(let integer) where self == .bool: .bool(integer != 0)
    case .integer(let integer) where abs(integer) <= Self.exactInteger: .int(Int64(integer))
    case .integer(let integer): .string("\(integer)")
    case .real(let real): real.isFinite ? .double(real) : nil
    }
  }
}

extension JSONValue {
  /// The value for an error message: its JSON, shortened if it is long.
  package var shown: String {
    if case .double(let number) = self, !number.isFinite { return "\(number)" }
    let text = JSONWriter.text(self)
    return text.count > 60 ? text.prefix(60) + "…" : text
  }
}
