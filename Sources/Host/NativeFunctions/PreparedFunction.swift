import HermesContract
import LibFFI

/// A function that was found in its library and whose types libffi accepts.
///
/// Proof: nothing changes after init, and libffi only reads the prepared structures.
final class PreparedFunction: @unchecked Sendable {
  let function: NativeFunction
  let symbol: UnsafeMutableRawPointer
  private let interface: UnsafeMutablePointer<ffi_cif>
  private let types: UnsafeMutablePointer<UnsafeMutablePointer<ffi_type>?>

  /// nil if libffi rejects the types.
  init?(_ function: NativeFunction, symbol: UnsafeMutableRawPointer) {
    self.function = function
    self.symbol = symbol
    let count = function.arguments.count
    types = .allocate(capacity: max(1, count))
    for (index, argument) in function.arguments.enumerated() {
      (types + index).initialize(to: Self.ffiType(of: argument))
    }
    interface = .allocate(capacity: 1)
    interface.initialize(to: ffi_cif())
    let result: UnsafeMutablePointer<ffi_type>? =
      switch function.returns.kind {
      case .void: hermes_ffi_void()
      case .scalar(let type), .length(_, let type): type.type
      case .text: hermes_ffi_pointer()
      }
    guard ffi_prep_cif(interface, FFI_DEFAULT_ABI, UInt32(count), result, types) == FFI_OK else {
      return nil
    }
  }

  deinit {
    interface.deallocate()
    types.deallocate()
  }

  private static func ffiType(of argument: NativeArgument) -> UnsafeMutablePointer<ffi_type>? {
    switch argument {
    case .scalar(let input): input.type.type
    case .constant(let type, _), .length(_, let type, isPointer: false): type.type
    case .text, .bytes, .constantText, .null, .length, .output, .buffer: hermes_ffi_pointer()
    }
  }

  /// Calls the function, and blocks as long as it does. Any thread; whether concurrent calls are
  /// safe depends on the library.
  /// - Throws: `native_arguments` before the call; `native_failed` and `native_result` after it.
  func call(_ arguments: JSONValue) throws(HermesError) -> JSONValue {
    let request = try RequestArguments(function: function, json: arguments)
    let memory = try CallMemory(function: function, request: request)
    var result: UInt64 = 0
    withExtendedLifetime(memory) {
      // libffi widens every integer to at least these 64 bits.
      hermes_ffi_call(interface, symbol, &result, memory.values)
    }
    return try CallAnswer(function: function, memory: memory, result: result).json()
  }
}
