import HermesContract

/// Reads one entry of a native function's `arguments`; which keys it may have depends on what it is.
struct NativeArgumentReader {
  private enum Direction: String, CaseIterable { case `in`, out, `inout` }

  private let table: ManifestTable

  /// The arguments of a function, checked against one another.
  static func read(_ function: ManifestTable) throws(ManifestError) -> [NativeArgument] {
    var arguments: [NativeArgument] = []
    for table in try function.tables("arguments") ?? [] {
      let argument = try NativeArgumentReader(table: table).read()
      if let name = argument.name, arguments.contains(where: { $0.name == name }) {
        throw table.wrong("name", "is \"\(name)\", as before", "give each its own name")
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
      let cure = NearestName.of(type, among: known).map { "did you mean \"\($0)\"?" }
      throw table.wrong(
        "type", "is \"\(type)\"", cure ?? "write one of \(known.joined(separator: ", "))")
    }
    if table.object["length_of"] != nil { return try length(type, scalar) }
    if table.object["value"] != nil { return try constant(type, scalar) }
    let direction = try table.choice("direction", Direction.self) ?? .in
    switch (type, scalar, direction) {
    case ("null", _, _):
      try table.only(["type"])
      return .null
    case (_, let scalar?, .in): return .scalar(try input(scalar))
    case (_, let scalar?, .`inout`):
      let initial = try input(scalar)
      return .output(name: initial.name, scalar, initial: initial)
    case (_, let scalar?, .out):
      try table.only(["name", "type", "direction"])
      return .output(name: try name(), scalar, initial: nil)
    case ("string", _, .in): return .text(try bytes())
    case (_, _, .in): return .bytes(try bytes())
    case (_, _, .out): return .buffer(try buffer(type))
    case (_, _, .`inout`):
      throw table.wrong("direction", "is \"inout\"", "use \"in\" or \"out\" for a \(type)")
    }
  }

  private func name() throws(ManifestError) -> String {
    let name = try table.required("name")
    guard Self.isIdentifier(name), name.utf8.count <= 64, name != "function", name != "arguments"
    else {
      throw table.wrong(
        "name", "is \"\(name)\"",
        "write letters, digits and _, at most 64, and neither \"function\" nor \"arguments\"")
    }
    return name
  }

  private func length(
    _ type: String, _ scalar: NativeScalar?
  ) throws(ManifestError) -> NativeArgument {
    try table.only(["type", "length_of", "direction"])
    guard let scalar, !scalar.isFloatingPoint, scalar != .bool else {
      throw table.wrong("type", "is \"\(type)\"", "a length is an integer, such as \"size_t\"")
    }
    let direction = try table.choice("direction", Direction.self) ?? .in
    guard direction != .out else {
      throw table.wrong(
        "direction", "is \"out\"", "use \"inout\": the capacity goes in, the length comes out")
    }
    return .length(
      of: try table.required("length_of"), scalar, isPointer: direction == .`inout`)
  }

  private func constant(
    _ type: String, _ scalar: NativeScalar?
  ) throws(ManifestError) -> NativeArgument {
    try table.only(["type", "value"])
    if let scalar, let number = try number("value", scalar) { return .constant(scalar, number) }
    guard type == "string" else {
      throw table.wrong("value", "is given for \(type)", "leave it out")
    }
    if let text = table.object["value"]?.string { return .constantText(text) }
    return .constantText(try table.required("value"))
  }

  private func number(
    _ key: String, _ type: NativeScalar
  ) throws(ManifestError) -> NativeNumber? {
    guard let value = table.object[key] else { return nil }
    do { return try type.number(value) } catch {
      throw table.wrong(key, error.reason, "write one that \(type.rawValue) can hold")
    }
  }

  private func input(_ type: NativeScalar) throws(ManifestError) -> NativeScalarInput {
    try table.only([
      "name", "type", "direction", "description", "default", "minimum", "maximum",
    ])
    let input = NativeScalarInput(
      name: try name(), type: type, description: try table.string("description"),
      fallback: try number("default", type), minimum: try number("minimum", type),
      maximum: try number("maximum", type))
    if let minimum = input.minimum, let maximum = input.maximum, maximum < minimum {
      throw table.wrong("minimum", "is above maximum", "swap them")
    }
    if let fallback = input.fallback,
      input.minimum.map({ fallback < $0 }) ?? false || input.maximum.map({ $0 < fallback }) ?? false
    {
      throw table.wrong("default", "is not from minimum to maximum", "choose one that is")
    }
    return input
  }

  private func bytes() throws(ManifestError) -> NativeBytesInput {
    try table.only(["name", "type", "direction", "description", "default", "max_length"])
    let maximum =
      try table.size("max_length", 0...NativeBuffer.maximumCapacity)
      ?? NativeBytesInput.defaultMaximum
    if let value = table.object["default"], value.string == nil {
      throw table.mistyped("default", value, "write a string, in quotes")
    }
    let fallback = table.object["default"]?.string
    guard fallback.map({ $0.utf8.count <= maximum }) ?? true else {
      throw table.wrong("default", "is longer than max_length", "shorten it")
    }
    return NativeBytesInput(
      name: try name(), description: try table.string("description"), fallback: fallback,
      maximum: maximum)
  }

  private func buffer(_ type: String) throws(ManifestError) -> NativeBuffer {
    try table.only(["name", "type", "direction", "capacity", "content"])
    var content = NativeBuffer.Content.string
    if type == "bytes" {
      content = try table.choice("content", NativeBuffer.Content.self) ?? .base64
    } else if table.object["content"] != nil {
      throw table.wrong("content", "is given for a string", "leave it out, or use type = \"bytes\"")
    }
    return NativeBuffer(name: try name(), content: content, capacity: try capacity())
  }

  private func capacity() throws(ManifestError) -> NativeCapacity {
    let range = 0...NativeBuffer.maximumCapacity
    guard case .object? = table.object["capacity"], let table = try table.table("capacity") else {
      guard let bytes = try table.size("capacity", range) else {
        throw table.wrong(
          "capacity", "is missing",
          "add it, such as 4096 or { of = \"data\", factor = 2, add = 64 }")
      }
      return NativeCapacity(add: bytes)
    }
    try table.only(["of", "factor", "add"])
    let factor = table.object["factor"] ?? 1.0
    guard let factor = factor.double, factor > 0, factor <= 1_000_000 else {
      throw table.wrong("factor", "is \(factor.shown)", "write a number over 0 to 1000000")
    }
    return NativeCapacity(
      of: try table.required("of"), factor: factor, add: try table.size("add", range) ?? 0)
  }
}
