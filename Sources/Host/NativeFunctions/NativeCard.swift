import HermesContract

/// Generates the card of a native library's agent.
enum NativeCard {
  static func bytes(_ library: NativeLibrary) -> [UInt8] {
    var details = JSONObject()
    for function in library.functions { details[function.id] = block(function) }
    let card: JSONValue = [
      "name": .string(library.agent), "description": .string(library.description),
      "version": .string(library.version),
      // Not plain text, which it can't answer; JSON within a text is accepted all the same.
      "defaultInputModes": ["application/json"], "defaultOutputModes": ["application/json"],
      "skills": .array(library.functions.map(skill)),
      "hermes": [
        "max_concurrency": .int(Int64(library.maxConcurrency)), "skills": .object(details),
      ],
    ]
    return JSONWriter.bytes(card)
  }

  private static func skill(_ function: NativeFunction) -> JSONValue {
    let example: JSONValue = [
      "function": .string(function.id), "arguments": NativeSchema.example(function),
    ]
    let examples = function.examples.isEmpty ? [JSONWriter.text(example)] : function.examples
    return [
      "id": .string(function.id), "name": .string(function.name),
      "description": .string(function.description), "tags": JSONValue(function.tags),
      "examples": JSONValue(examples),
    ]
  }

  private static func block(_ function: NativeFunction) -> JSONValue {
    var block = JSONObject()
    if let category = function.category { block["category"] = .string(category) }
    if let task = function.task { block["task"] = .string(task) }
    block["idempotent"] = .bool(function.isIdempotent)
    if !function.capabilities.isEmpty {
      var capabilities = JSONObject()
      for capability in function.capabilities {
        capabilities[capability.name] = [
          "verbs": JSONValue(capability.verbs), "objects": JSONValue(capability.objects),
        ]
      }
      block["capabilities"] = .object(capabilities)
    }
    block["arguments_schema"] = NativeSchema.arguments(function)
    return .object(block)
  }
}
