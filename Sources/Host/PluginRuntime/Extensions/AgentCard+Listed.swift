import HermesContract

extension AgentCard {
  /// The form in which other agents see it (hermes.agents/1, `list`).
  var listed: JSONValue {
    [
      "name": .string(name), "description": .string(description),
      "skills": .array(skills.map(\.listed)),
    ]
  }
}

extension Skill {
  fileprivate var listed: JSONValue {
    [
      "id": .string(id), "name": .string(name), "description": .string(description),
      "examples": JSONValue(examples), "inputModes": JSONValue(inputModes),
      "outputModes": JSONValue(outputModes),
    ]
  }
}
