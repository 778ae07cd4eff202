import HermesContract

/// The memory of one call: a slot for every C argument, and the data that the slots point to. Freed
/// with this object, so the called function must not keep any of it.
final class CallMemory {
  /// The addresses of the slots, as libffi expects them.
  let values: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private let slots: UnsafeMutablePointer<UInt64>
  private let count: Int
  private var blocks: [UnsafeMutableRawPointer] = []
  /// The memory of each output, by name; its count is the capacity.
  private(set) var outputs: [String: UnsafeMutableRawBufferPointer] = [:]
  /// Where the function stores the number of bytes written, by the name of the output.
  private(set) var lengths: [String: (type: NativeScalar, cell: UnsafeMutableRawPointer)] = [:]

  /// - Throws: `native_arguments` if a length does not fit its type or an output is too large.
  init(function: NativeFunction, request: RequestArguments) throws(HermesError) {
    count = function.arguments.count
    slots = .allocate(capacity: max(1, count))
    slots.initialize(repeating: 0, count: max(1, count))
    values = .allocate(capacity: max(1, count))
    for index in 0..<count { values[index] = UnsafeMutableRawPointer(slots + index) }
    for argument in function.arguments {
      if case .buffer(let buffer) = argument {
        outputs[buffer.name] = block(try request.capacity(buffer))
      }
    }
    for (index, argument) in function.arguments.enumerated() {
      slots[index] = try slot(for: argument, request: request)
    }
  }

  deinit {
    for block in blocks { block.deallocate() }
    slots.deallocate()
    values.deallocate()
  }

  /// Zeroed, so that an answer never reveals earlier contents.
  private func block(_ bytes: Int) -> UnsafeMutableRawBufferPointer {
    let block = UnsafeMutableRawPointer.allocate(byteCount: max(8, bytes), alignment: 16)
    block.initializeMemory(as: UInt8.self, repeating: 0, count: max(8, bytes))
    blocks.append(block)
    return UnsafeMutableRawBufferPointer(start: block, count: bytes)
  }

  private static func address(_ pointer: UnsafeMutableRawPointer?) -> UInt64 {
    UInt64(UInt(bitPattern: pointer))
  }

  private func slot(
    for argument: NativeArgument, request: RequestArguments
  ) throws(HermesError) -> UInt64 {
    switch argument {
    case .scalar(let input):
      guard case .number(let number) = request.values[input.name] else { break }
      return input.type.registerBits(of: number)
    case .text(let input), .bytes(let input):
      guard case .bytes(let bytes) = request.values[input.name] else { break }
      return copyBytes(bytes)
    case .constant(let type, let number): return type.registerBits(of: number)
    case .constantText(let text): return copyBytes([UInt8](text.utf8))
    case .null: return 0
    case .length(let name, let type, let isPointer):
      return try length(of: name, type: type, isPointer: isPointer, request: request)
    case .output(let name, let type, _):
      let cell = block(8)
      if case .number(let number) = request.values[name] {
        cell.storeBytes(of: type.registerBits(of: number), as: UInt64.self)
      }
      outputs[name] = cell
      return Self.address(cell.baseAddress)
    case .buffer(let buffer): return Self.address(outputs[buffer.name]?.baseAddress)
    }
    throw request.fault("an argument has no value")
  }

  /// Adds a NUL, which texts need and which does not affect bytes.
  private func copyBytes(_ bytes: [UInt8]) -> UInt64 {
    let block = block(bytes.count + 1)
    block.copyBytes(from: bytes)
    return Self.address(block.baseAddress)
  }

  private func length(
    of name: String, type: NativeScalar, isPointer: Bool, request: RequestArguments
  ) throws(HermesError) -> UInt64 {
    var bytes = outputs[name]?.count ?? 0
    if case .bytes(let input) = request.values[name] { bytes = input.count }
    guard type.range?.contains(Int128(bytes)) == true else {
      throw request.fault("\(name) has \(bytes) bytes, more than \(type.rawValue) can count")
    }
    guard isPointer else { return type.registerBits(of: .integer(Int128(bytes))) }
    let cell = block(8)
    cell.storeBytes(of: type.registerBits(of: .integer(Int128(bytes))), as: UInt64.self)
    guard let address = cell.baseAddress else { return 0 }
    lengths[name] = (type, address)
    return Self.address(address)
  }
}
