import HermesContract

/// Reads one entry of a native function's `arguments`; the keys it may have depend on its kind.
struct NativeArgumentReader {
  private enum Direction: String, CaseIterable { case `in`, out, `inout` }

  private let table: ManifestTable

  /// The arguments of a function, including their references to each other.
  static func read(_ function: ManifestTable) throws(ManifestError) -> [NativeArgument] {
    var arguments: [NativeArgument] = []
    for table in try function.tables("arguments") ?? [] {
      let argument = try NativeArgumentReader(table: table).read()
      if let name = argument.name, arguments.contains(where: { $0.name == name }) {
        throw table.fault(
          at: "name", cause: "is \"\(name)\", which is already used",
          cure: "give each a unique name")
      }
      arguments.append(argument)
    }
    try NativeReferences(function: function, arguments: arguments).check()
    return arguments
  }

  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & ~0x20)
        || $0 == UInt8(ascii: "_")
    }
  }

  private func read() throws(ManifestError) -> NativeArgument {
    let type = try table.required("type")
    let scalar = NativeScalar(rawValue: type)
    guard scalar != nil || ["string", "bytes", "null"].contains(type) else {
      let known = NativeScalar.allCases.map(\.rawValue) + ["string", "bytes", "null"]
      let cure = NearestName.nearest(to: type, among: known).map { "did you mean \"\($0)\"?" }
      throw table.fault(
        at: "type", cause: "is \"\(type)\"",
        cure: cure ?? "write one of \(known.joined(separator: ", "))")
    }
    if table.object["length_of"] != nil { return try lengthArgument(type: type, scalar: scalar) }
    if table.object["value"] != nil { return try constantArgument(type: type, scalar: scalar) }
    let direction = try table.choice("direction", of: Direction.self) ?? .in
    switch (type, scalar, direction) {
    case ("null", _, _):
      try table.allowOnly(["type"])
      return .null
    case (_, let scalar?, .in): return .scalar(try input(scalar))
    case (_, let scalar?, .`inout`):
      let initial = try input(scalar)
      return .output(name: initial.name, scalar, initial: initial)
    case (_, let scalar?, .out):
      try table.allowOnly(["name", "type", "direction"])
      return .output(name: try argumentName(), scalar, initial: nil)
    case ("string", _, .in): return .text(try bytes())
    case (_, _, .in): return .bytes(try bytes())
    case (_, _, .out): return .buffer(try buffer(type))
    case (_, _, .`inout`):
      throw table.fault(
        at: "direction", cause: "is \"inout\"", cure: "use \"in\" or \"out\" for a \(type)")
    }
  }

  private func argumentName() throws(ManifestError) -> String {
    let name = try table.required("name")
    guard Self.isIdentifier(name), name.utf8.count <= 64, name != "function", name != "arguments"
    else {
      throw table.fault(
        at: "name", cause: "is \"\(name)\"",
        cure: "write letters, digits and _, at most 64, and neither \"function\" nor \"arguments\"")
    }
    return name
  }

  private func lengthArgument(
    type: String, scalar: NativeScalar?
  ) throws(ManifestError) -> NativeArgument {
    try table.allowOnly(["type", "length_of", "direction"])
    guard let scalar, !scalar.isFloatingPoint, scalar != .bool else {
      throw table.fault(
        at: "type", cause: "is \"\(type)\"", cure: "a length is an integer, such as \"size_t\"")
    }
    let direction = try table.choice("direction", of: Direction.self) ?? .in
    guard direction != .out else {
      throw table.fault(
        at: "direction", cause: "is \"out\"",
        cure: "use \"inout\": the capacity goes in, the length comes out")
    }
    return .length(
      of: try table.required("length_of"), scalar, isPointer: direction == .`inout`)
  }

  private func constantArgument(
    type: String, scalar: NativeScalar?
  ) throws(ManifestError) -> NativeArgument {
    try table.allowOnly(["type", "value"])
    if let scalar, let number = try number("value", type: scalar) {
      return .constant(scalar, number)
    }
    guard type == "string" else {
      throw table.fault(at: "value", cause: "is given for \(type)", cure: "leave it out")
    }
    if let text = table.object["value"]?.string { return .constantText(text) }
    return .constantText(try table.required("value"))
  }

  private func number(
    _ key: String, type: NativeScalar
  ) throws(ManifestError) -> NativeNumber? {
    guard let value = table.object[key] else { return nil }
    do { return try type.number(value) } catch {
      throw table.fault(
        at: key, cause: error.reason, cure: "write a value that \(type.rawValue) can hold")
    }
  }

  private func input(_ type: NativeScalar) throws(ManifestError) -> NativeScalarInput {
    try table.allowOnly([
      "name", "type", "direction", "description", "default", "minimum", "maximum",
    ])
    let input = NativeScalarInput(
      name: try argumentName(), type: type, description: try table.string("description"),
      fallback: try number("default", type: type), minimum: try number("minimum", type: type),
      maximum: try number("maximum", type: type))
    if let minimum = input.minimum, let maximum = input.maximum, maximum < minimum {
      throw table.fault(at: "minimum", cause: "is above maximum", cure: "swap them")
    }
    if let fallback = input.fallback,
      input.minimum.map({ fallback < $0 }) ?? false || input.maximum.map({ $0 < fallback }) ?? false
    {
      throw table.fault(
        at: "default", cause: "is not between minimum and maximum", cure: "choose one that is")
    }
    return input
  }

  private func bytes() throws(ManifestError) -> NativeBytesInput {
    try table.allowOnly(["name", "type", "direction", "description", "default", "max_length"])
    let maximum =
      try table.byteCount("max_length", in: 0...NativeBuffer.maximumCapacity)
      ?? NativeBytesInput.defaultMaximum
    if let value = table.object["default"], value.string == nil {
      throw table.mistyped("default", value: value, cure: "write a string, in quotes")
    }
    let fallback = table.object["default"]?.string
    guard fallback.map({ $0.utf8.count <= maximum }) ?? true else {
      throw table.fault(at: "default", cause: "is longer than max_length", cure: "shorten it")
    }
    return NativeBytesInput(
      name: try argumentName(), description: try table.string("description"), fallback: fallback,
      maximum: maximum)
  }

  private func buffer(_ type: String) throws(ManifestError) -> NativeBuffer {
    try table.allowOnly(["name", "type", "direction", "capacity", "content"])
    var content = NativeBuffer.Content.string
    if type == "bytes" {
      content = try table.choice("content", of: NativeBuffer.Content.self) ?? .base64
    } else if table.object["content"] != nil {
      throw table.fault(
        at: "content", cause: "is given for a string", cure: "leave it out, or use type = \"bytes\""
      )
    }
    return NativeBuffer(name: try argumentName(), content: content, capacity: try capacity())
  }

  private func capacity() throws(ManifestError) -> NativeCapacity {
    let range = 0...NativeBuffer.maximumCapacity
    guard case .object? = table.object["capacity"], let table = try table.table("capacity") else {
      guard let bytes = try table.byteCount("capacity", in: range) else {
        throw table.fault(
          at: "capacity", cause: "is missing",
          cure: "add it, such as 4096 or { of = \"data\", factor = 2, add = 64 }")
      }
      return NativeCapacity(add: bytes)
    }
    try table.allowOnly(["of", "factor", "add"])
    let factor = table.object["factor"] ?? 1.0
    guard let factor = factor.double, factor > 0, factor <= 1_000_000 else {
      throw table.fault(
        at: "factor", cause: "is \(factor.shown)",
        cure: "write a number above 0 and at most 1000000")
    }
    return NativeCapacity(
      of: try table.required("of"), factor: factor, add: try table.byteCount("add", in: range) ?? 0)
  }
}
