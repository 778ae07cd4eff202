import HermesContract

/// Reads `[native]`: a C library and its functions.
struct NativeReader {
  let table: ManifestTable

  func read() throws(ManifestError) -> NativeLibrary {
    try table.allowOnly(["library", "agent", "description", "version", "functions"])
    let agent = try table.required("agent")
    guard AgentCard.isName(agent) else {
      throw table.fault(
        at: "agent", cause: "is \"\(agent)\"", cure: "write 1 to 64 of A-Z a-z 0-9 _ . -")
    }
    let library = try table.required("library")
    // Relative to the working directory, it would be a different file each time.
    guard library.hasPrefix("/") || !library.contains("/") else {
      throw table.fault(
        at: "library", cause: "is \"\(library)\"",
        cure: "write a name such as \"libz.so.1\", or an absolute path")
    }
    var functions: [NativeFunction] = []
    for table in try table.tables("functions") ?? [] {
      let function = try function(table)
      guard !functions.contains(where: { $0.id == function.id }) else {
        throw table.fault(
          at: "id", cause: "is \"\(function.id)\", which is already used",
          cure: "give each a unique id")
      }
      functions.append(function)
    }
    guard !functions.isEmpty else {
      throw table.fault(
        at: "functions", cause: "is missing or empty", cure: "add [[native.functions]]")
    }
    return NativeLibrary(
      library: library, agent: agent,
      description: try table.required("description"), version: try table.required("version"),
      functions: functions)
  }

  private func function(_ table: ManifestTable) throws(ManifestError) -> NativeFunction {
    try table.allowOnly([
      "id", "symbol", "name", "description", "tags", "examples", "category", "task", "idempotent",
      "capabilities", "arguments", "returns",
    ])
    let id = try table.required("id")
    guard AgentCard.isName(id) else {
      throw table.fault(at: "id", cause: "is \"\(id)\"", cure: "write 1 to 64 of A-Z a-z 0-9 _ . -")
    }
    let symbol = try table.string("symbol") ?? id
    guard NativeArgumentReader.isIdentifier(symbol) else {
      throw table.fault(
        at: "symbol", cause: "is \"\(symbol)\"", cure: "write the name of a C function")
    }
    guard let returns = try table.table("returns") else {
      throw table.fault(
        at: "returns", cause: "is missing", cure: "add it; without a result: { type = \"void\" }")
    }
    let arguments = try NativeArgumentReader.read(table)
    return NativeFunction(
      id: id, symbol: symbol, name: try table.string("name") ?? id,
      description: try table.required("description"), tags: try table.strings("tags") ?? [],
      examples: try table.strings("examples") ?? [], category: try table.string("category"),
      task: try table.string("task"), isIdempotent: try table.boolean("idempotent") ?? false,
      capabilities: try capabilities(table), arguments: arguments,
      returns: try NativeReturnReader(table: returns, arguments: arguments).read())
  }

  private func capabilities(_ function: ManifestTable) throws(ManifestError) -> [Capability] {
    guard let table = try function.table("capabilities") else { return [] }
    var capabilities: [Capability] = []
    for name in table.object.keys {
      guard let words = try table.table(name) else { continue }
      try words.allowOnly(["verbs", "objects"])
      capabilities.append(
        Capability(
          name: name, verbs: try words.strings("verbs") ?? [],
          objects: try words.strings("objects") ?? []))
    }
    return capabilities
  }
}
