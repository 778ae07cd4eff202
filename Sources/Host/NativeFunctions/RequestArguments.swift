import Foundation
import HermesContract

/// The arguments of a request, checked against the manifest before the function is called.
struct RequestArguments {
  enum Value {
    case number(NativeNumber)
    case bytes([UInt8])
  }

  private let function: NativeFunction
  private(set) var values: [String: Value] = [:]

  /// - Throws: `native_arguments`, naming the function and the argument.
  init(function: NativeFunction, json: JSONValue) throws(HermesError) {
    self.function = function
    guard let object = json.object else {
      throw fault("its arguments must be an object, and not \(json.shown)")
    }
    let inputs = function.inputs
    for key in object.keys where !inputs.contains(where: { $0.name == key }) {
      let known = inputs.compactMap(\.name).joined(separator: ", ")
      throw fault(
        "there is no argument \"\(key.prefix(60))\"; "
          + (known.isEmpty ? "it takes none" : "it takes \(known)"))
    }
    for input in inputs {
      guard let name = input.name else { continue }
      values[name] = try value(of: input, name: name, json: object[name])
    }
  }

  func fault(_ reason: String) -> HermesError {
    HermesError(.nativeArguments, message: "\(function.id): \(reason).")
  }

  private func value(
    of input: NativeArgument, name: String, json: JSONValue?
  ) throws(HermesError) -> Value {
    switch input {
    case .scalar(let input): .number(try number(input, json: json))
    case .output(_, _, let initial?): .number(try number(initial, json: json))
    case .text(let input): .bytes(try text(input, json: json))
    case .bytes(let input): .bytes(try bytes(input, json: json))
    case .constant, .constantText, .null, .length, .output, .buffer:
      throw fault("\(name) is not taken from a request")
    }
  }

  private func missing(_ name: String) -> HermesError { fault("\(name) is missing") }

  private func number(
    _ input: NativeScalarInput, json: JSONValue?
  ) throws(HermesError) -> NativeNumber {
    guard let json else {
      guard let fallback = input.fallback else { throw missing(input.name) }
      return fallback
    }
    let number: NativeNumber
    do { number = try input.type.number(json) } catch {
      throw fault("\(input.name) \(error.reason)")
    }
    if let minimum = input.minimum, number < minimum {
      throw fault("\(input.name) must be at least \(minimum.text), and not \(json.shown)")
    }
    if let maximum = input.maximum, maximum < number {
      throw fault("\(input.name) must be at most \(maximum.text), and not \(json.shown)")
    }
    return number
  }

  private func text(_ input: NativeBytesInput, json: JSONValue?) throws(HermesError) -> [UInt8] {
    guard let json = json ?? input.fallback.map(JSONValue.string) else {
      throw missing(input.name)
    }
    guard let text = json.string else {
      throw fault("\(input.name) must be a string, and not \(json.shown)")
    }
    let bytes = [UInt8](text.utf8)
    guard !bytes.contains(0) else {
      throw fault("\(input.name) has a NUL character, which would end the text for the function")
    }
    return try bounded(bytes, input: input)
  }

  private func bytes(
    _ input: NativeBytesInput, json: JSONValue?
  ) throws(HermesError) -> [UInt8] {
    guard let json = json ?? input.fallback.map(JSONValue.string) else {
      throw missing(input.name)
    }
    if let text = json.string { return try bounded([UInt8](text.utf8), input: input) }
    guard let object = json.object, object.keys == ["base64"], let text = object["base64"]?.string
    else {
      throw fault(
        "\(input.name) must be a string or {\"base64\": \"...\"}, and not \(json.shown)")
    }
    guard let data = Data(base64Encoded: text) else {
      throw fault("\(input.name) is not valid base64 (RFC 4648, with padding, on one line)")
    }
    return try bounded([UInt8](data), input: input)
  }

  private func bounded(
    _ bytes: [UInt8], input: NativeBytesInput
  ) throws(HermesError) -> [UInt8] {
    guard bytes.count <= input.maximum else {
      throw fault(
        "\(input.name) has \(bytes.count) bytes, but at most \(input.maximum) are allowed")
    }
    return bytes
  }

  /// The capacity of an output in bytes.
  func capacity(_ buffer: NativeBuffer) throws(HermesError) -> Int {
    var capacity = Double(buffer.capacity.add)
    if let name = buffer.capacity.of {
      let base: Double =
        switch values[name] {
        case .bytes(let bytes): Double(bytes.count)
        case .number(.integer(let integer)): Double(integer)
        case .number(.real), nil: throw fault("\(buffer.name) has no capacity")
        }
      capacity += (base * buffer.capacity.factor).rounded(.up)
    }
    guard capacity >= 0, capacity <= Double(NativeBuffer.maximumCapacity) else {
      throw fault(
        "\(buffer.name) would need \(Int128(capacity)) bytes, but only "
          + "0 to \(NativeBuffer.maximumCapacity) are possible")
    }
    return Int(capacity)
  }
}

extension NativeFunction {
  /// The arguments that a request supplies.
  var inputs: [NativeArgument] {
    arguments.filter { argument in
      switch argument {
      case .scalar, .text, .bytes: true
      case .output(_, _, let initial): initial != nil
      case .constant, .constantText, .null, .length, .buffer: false
      }
    }
  }
}
