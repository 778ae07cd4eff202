import HermesContract

/// Reads `returns` of a native function.
struct NativeReturnReader {
  let table: ManifestTable
  let arguments: [NativeArgument]

  func read() throws(ManifestError) -> NativeReturn {
    try table.allowOnly(["type", "name", "length_of", "ok", "fail", "minimum", "messages"])
    let kind = try returnKind()
    var returns = NativeReturn(kind)
    returns.ok = try integers("ok")
    returns.fail = try integers("fail") ?? []
    returns.minimum = try integers("minimum")?.first
    returns.messages = try messages()
    let isChecked = returns.ok != nil || !returns.fail.isEmpty || returns.minimum != nil
    if isChecked || !returns.messages.isEmpty { try requireInteger(kind) }
    returns.name = try name(for: kind, isStatus: returns.ok != nil)
    return returns
  }

  private func returnKind() throws(ManifestError) -> NativeReturn.Kind {
    let type = try table.required("type")
    if let buffer = try table.string("length_of") {
      guard let scalar = NativeScalar(rawValue: type), scalar.range != nil, scalar != .bool else {
        throw table.fault(
          at: "type", cause: "is \"\(type)\"", cure: "a length is an integer, such as \"size_t\"")
      }
      let isBuffer = arguments.contains {
        if case .buffer(let output) = $0 { output.name == buffer } else { false }
      }
      guard isBuffer else {
        throw table.fault(
          at: "length_of", cause: "is \"\(buffer)\"", cure: "name an output of type bytes or string"
        )
      }
      return .length(of: buffer, scalar)
    }
    switch type {
    case "void": return .void
    case "string": return .text
    default:
      if let scalar = NativeScalar(rawValue: type) { return .scalar(scalar) }
      let known = NativeScalar.allCases.map(\.rawValue) + ["string", "void"]
      let cure = NearestName.nearest(to: type, among: known).map { "did you mean \"\($0)\"?" }
      throw table.fault(
        at: "type", cause: "is \"\(type)\"",
        cure: cure ?? "write one of \(known.joined(separator: ", "))")
    }
  }

  /// One integer or a list of integers.
  private func integers(_ key: String) throws(ManifestError) -> [Int128]? {
    guard let value = table.object[key] else { return nil }
    var integers: [Int128] = []
    for element in value.array ?? [value] {
      guard case .int(let integer) = element else {
        throw table.fault(
          at: key, cause: "is \(value.shown)",
          cure: "write a whole number; ok and fail also take a list")
      }
      integers.append(Int128(integer))
    }
    guard !integers.isEmpty, key != "minimum" || value.array == nil else {
      throw table.fault(
        at: key, cause: "is \(value.shown)", cure: "write a whole number, or leave it out")
    }
    return integers
  }

  private func messages() throws(ManifestError) -> [Int128: String] {
    guard let table = try table.table("messages") else { return [:] }
    var messages: [Int128: String] = [:]
    for key in table.object.keys {
      guard let value = Int128(key) else {
        throw table.fault(
          at: key, cause: "is not a whole number", cure: "name a value that the function returns")
      }
      messages[value] = try table.string(key)
    }
    return messages
  }

  private func requireInteger(_ kind: NativeReturn.Kind) throws(ManifestError) {
    switch kind {
    case .scalar(let type) where type.range != nil: return
    case .length: return
    case .void, .text, .scalar:
      throw ManifestError(
        file: table.file,
        cause:
          "\(ManifestPlace.dottedPath(table.place)) has ok, fail, minimum or messages, but no integer",
        cure: "remove them, or correct the type")
    }
  }

  private func name(
    for kind: NativeReturn.Kind, isStatus: Bool
  ) throws(ManifestError) -> String? {
    let isOutput: (String) -> Bool = { name in
      arguments.contains {
        switch $0 {
        case .output(name, _, _): true
        case .buffer(let buffer): buffer.name == name
        case .output, .scalar, .text, .bytes, .constant, .constantText, .null, .length: false
        }
      }
    }
    if let name = try table.string("name") {
      guard kind != .void else {
        throw table.fault(at: "name", cause: "is given for void", cure: "leave it out")
      }
      guard !isOutput(name) else {
        throw table.fault(
          at: "name", cause: "is \"\(name)\", which is also the name of an output",
          cure: "give it a unique name")
      }
      return name
    }
    switch kind {
    case .void, .length: return nil
    case .scalar, .text:
      // A status that is not a failure carries no information.
      if isStatus { return nil }
      guard !isOutput("result") else {
        throw table.fault(
          at: "name", cause: "is missing, and an output is called \"result\"", cure: "add it")
      }
      return "result"
    }
  }
}
