import Foundation
import HermesContract

/// Converts what a function returned and wrote to JSON.
struct CallAnswer {
  private let function: NativeFunction
  private let memory: CallMemory
  private let result: UInt64

  init(function: NativeFunction, memory: CallMemory, result: UInt64) {
    self.function = function
    self.memory = memory
    self.result = result
  }

  private func fault(_ code: ErrorCode, reason: String) -> HermesError {
    HermesError(code, message: "\(function.id): \(reason).")
  }

  /// - Throws: `native_failed` if the return value means failure, `native_result` if JSON can't
  ///   represent the result.
  func json() throws(HermesError) -> JSONValue {
    try refuseFailure()
    var answer = JSONObject()
    if let name = function.returns.name { answer[name] = try returned(name) }
    for argument in function.arguments {
      switch argument {
      case .output(let name, let type, _):
        guard let cell = memory.outputs[name] else { continue }
        let number = type.number(bits: cell.load(as: UInt64.self))
        answer[name] = try json(number, type: type, name: name)
      case .buffer(let buffer): answer[buffer.name] = try content(buffer)
      case .scalar, .text, .bytes, .constant, .constantText, .null, .length: continue
      }
    }
    return .object(answer)
  }

  private var returnedInteger: Int128? {
    switch function.returns.kind {
    case .scalar(let type), .length(_, let type):
      if case .integer(let integer) = type.number(bits: result) { integer } else { nil }
    case .void, .text: nil
    }
  }

  private func refuseFailure() throws(HermesError) {
    guard let value = returnedInteger else { return }
    let returns = function.returns
    let isFailure =
      returns.ok.map { !$0.contains(value) } ?? false || returns.fail.contains(value)
      || returns.minimum.map { value < $0 } ?? false
    guard isFailure else { return }
    let meaning = returns.messages[value].map { " (\($0))" } ?? ""
    throw fault(.nativeFailed, reason: "it returned \(value)\(meaning), which is a failure")
  }

  private func returned(_ name: String) throws(HermesError) -> JSONValue {
    switch function.returns.kind {
    case .void: return .null
    case .scalar(let type), .length(_, let type):
      return try json(type.number(bits: result), type: type, name: name)
    case .text:
      guard let text = UnsafePointer<CChar>(bitPattern: UInt(result)) else { return .null }
      return .string(
        try utf8Text(UnsafeRawBufferPointer(start: text, count: strlen(text)), name: name))
    }
  }

  private func json(
    _ number: NativeNumber, type: NativeScalar, name: String
  ) throws(HermesError) -> JSONValue {
    guard let json = type.json(number) else {
      throw fault(.nativeResult, reason: "\(name) is \(number.text), which JSON can't represent")
    }
    return json
  }

  private func content(_ buffer: NativeBuffer) throws(HermesError) -> JSONValue {
    guard let memory = memory.outputs[buffer.name] else { return .null }
    let count = try length(of: buffer.name, capacity: memory.count)
    let bytes = UnsafeRawBufferPointer(rebasing: memory[..<count])
    switch buffer.content {
    case .base64: return ["base64": .string(Data(bytes).base64EncodedString())]
    case .text: return .string(try utf8Text(bytes, name: buffer.name))
    case .string:
      let end = bytes.firstIndex(of: 0) ?? count
      return .string(
        try utf8Text(UnsafeRawBufferPointer(rebasing: bytes[..<end]), name: buffer.name))
    }
  }

  /// The number of bytes written, as the function reports it, at most the capacity; the capacity if
  /// it reports none.
  private func length(of name: String, capacity: Int) throws(HermesError) -> Int {
    var said = Int128(capacity)
    if case .length(name, _) = function.returns.kind, let value = returnedInteger { said = value }
    if let (type, cell) = memory.lengths[name],
      case .integer(let value) = type.number(bits: cell.load(as: UInt64.self))
    {
      said = value
    }
    guard (0...Int128(capacity)).contains(said) else {
      throw fault(
        .nativeResult,
        reason:
          "\(name) has \(said) bytes according to the function, but a capacity of \(capacity); "
          + "check capacity and ok in the manifest")
    }
    return Int(said)
  }

  private func utf8Text(_ bytes: UnsafeRawBufferPointer, name: String) throws(HermesError) -> String
  {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fault(
        .nativeResult,
        reason: "\(name) is not UTF-8; describe it as bytes with content = \"base64\"")
    }
    return text
  }
}
