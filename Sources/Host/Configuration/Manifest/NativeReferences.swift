import HermesContract

/// Checks the references between the arguments of a native function.
struct NativeReferences {
  let function: ManifestTable
  let arguments: [NativeArgument]

  func check() throws(ManifestError) {
    for (index, argument) in arguments.enumerated() {
      let table = ManifestTable(
        file: function.file, place: function.place + ["arguments", "\(index + 1)"],
        object: JSONObject())
      switch argument {
      case .length(let name, _, let isPointer):
        try checkLength(of: name, isPointer: isPointer, in: table)
      case .bytes(let input): try requireLength(of: input.name, table)
      case .buffer(let buffer): try checkCapacity(of: buffer, in: table)
      case .scalar, .text, .constant, .constantText, .null, .output: continue
      }
    }
  }

  private func named(_ name: String) -> NativeArgument? { arguments.first { $0.name == name } }

  private func checkLength(
    of name: String, isPointer: Bool, in table: ManifestTable
  ) throws(ManifestError) {
    switch named(name) {
    case .buffer: return
    case .text, .bytes:
      guard !isPointer else {
        throw table.fault(
          at: "direction", cause: "is \"inout\"",
          cure: "only the length of an output comes back: remove it")
      }
    case .scalar, .constant, .constantText, .null, .length, .output, nil:
      throw table.fault(
        at: "length_of", cause: "is \"\(name)\"", cure: "name an argument of type string or bytes")
    }
  }

  /// A pointer to bytes needs a length: the function would otherwise read beyond the end.
  private func requireLength(of name: String, _ table: ManifestTable) throws(ManifestError) {
    let hasLength = arguments.contains {
      if case .length(name, _, _) = $0 { true } else { false }
    }
    guard hasLength else {
      throw table.fault(
        at: "name", cause: "is \"\(name)\", but no argument gives its length",
        cure: "add { type = \"size_t\", length_of = \"\(name)\" }, or use type = \"string\"")
    }
  }

  private func checkCapacity(
    of buffer: NativeBuffer, in table: ManifestTable
  ) throws(ManifestError) {
    guard let name = buffer.capacity.of else { return }
    switch named(name) {
    case .text, .bytes: return
    case .scalar(let input), .output(_, _, let input?):
      if !input.type.isFloatingPoint, input.type != .bool { return }
    case .constant, .constantText, .null, .length, .output, .buffer, nil: break
    }
    let capacity = ManifestTable(
      file: table.file, place: table.place + ["capacity"], object: JSONObject())
    throw capacity.fault(
      at: "of", cause: "is \"\(name)\"", cure: "name an input: a string, bytes or an integer")
  }
}
