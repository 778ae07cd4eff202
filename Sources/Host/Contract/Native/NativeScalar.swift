/// A C type that is passed by value, spelled as in a manifest.
package enum NativeScalar: String, Sendable, CaseIterable, Codable {
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case int
  case unsignedInt = "unsigned int"
  case long
  case unsignedLong = "unsigned long"
  case size = "size_t"
  case signedSize = "ssize_t"
  case bool
  case float, double

  /// Whether it is `float` or `double`.
  package var isFloatingPoint: Bool { self == .float || self == .double }

  /// The integers that the type holds; nil for floating point. `long` and `size_t` have 64 bits
  /// here.
  package var range: ClosedRange<Int128>? {
    switch self {
    case .int8: Int128(Int8.min)...Int128(Int8.max)
    case .int16: Int128(Int16.min)...Int128(Int16.max)
    case .int32, .int: Int128(Int32.min)...Int128(Int32.max)
    case .int64, .long, .signedSize: Int128(Int64.min)...Int128(Int64.max)
    case .uint8: 0...Int128(UInt8.max)
    case .uint16: 0...Int128(UInt16.max)
    case .uint32, .unsignedInt: 0...Int128(UInt32.max)
    case .uint64, .unsignedLong, .size: 0...Int128(UInt64.max)
    case .bool: 0...1
    case .float, .double: nil
    }
  }
}
