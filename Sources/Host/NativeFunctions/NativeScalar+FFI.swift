import HermesContract
import LibFFI

extension NativeScalar {
  var type: UnsafeMutablePointer<ffi_type>? {
    switch self {
    case .int8: hermes_ffi_sint8()
    case .int16: hermes_ffi_sint16()
    case .int32, .int: hermes_ffi_sint32()
    case .int64, .long, .signedSize: hermes_ffi_sint64()
    // C's _Bool is one byte that is 0 or 1.
    case .uint8, .bool: hermes_ffi_uint8()
    case .uint16: hermes_ffi_uint16()
    case .uint32, .unsignedInt: hermes_ffi_uint32()
    case .uint64, .unsignedLong, .size: hermes_ffi_uint64()
    case .float: hermes_ffi_float()
    case .double: hermes_ffi_double()
    }
  }

  /// The bytes of a number, in the low end of 64 bits: correct on little-endian machines, which are
  /// the only ones that Swift on Linux supports.
  func registerBits(of number: NativeNumber) -> UInt64 {
    switch number {
    case .integer(let integer):
      isFloatingPoint
        ? registerBits(of: .real(Double(integer))) : UInt64(truncatingIfNeeded: integer)
    case .real(let real):
      self == .float ? UInt64(Float(real).bitPattern) : real.bitPattern
    }
  }

  /// Interprets the low end of 64 bits as a number of this type.
  func number(bits: UInt64) -> NativeNumber {
    switch self {
    case .int8: .integer(Int128(Int8(truncatingIfNeeded: bits)))
    case .int16: .integer(Int128(Int16(truncatingIfNeeded: bits)))
    case .int32, .int: .integer(Int128(Int32(truncatingIfNeeded: bits)))
    case .int64, .long, .signedSize: .integer(Int128(Int64(truncatingIfNeeded: bits)))
    case .uint8, .bool: .integer(Int128(UInt8(truncatingIfNeeded: bits)))
    case .uint16: .integer(Int128(UInt16(truncatingIfNeeded: bits)))
    case .uint32, .unsignedInt: .integer(Int128(UInt32(truncatingIfNeeded: bits)))
    case .uint64, .unsignedLong, .size: .integer(Int128(bits))
    case .float: .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
    case .double: .real(Double(bitPattern: bits))
    }
  }
}
