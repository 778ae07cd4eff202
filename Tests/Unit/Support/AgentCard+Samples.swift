import HermesContract

extension AgentCard {
  /// A card with one skill, from JSON as a library gives it.
  static func sample(
    _ name: String, skill: String, tags: [String] = [], takes: [String], gives: [String],
    category: String? = nil, capabilities: [Capability] = [], description: String = "Does it."
  ) throws -> AgentCard {
    var block = JSONObject()
    if let category { block["category"] = .string(category) }
    if !capabilities.isEmpty {
      block["capabilities"] = .object(
        JSONObject(
          capabilities.map { capability in
            (
              key: capability.name,
              value: [
                "verbs": JSONValue(capability.verbs), "objects": JSONValue(capability.objects),
                "alone": JSONValue(capability.alone),
              ]
            )
          }))
    }
    let card: JSONValue = [
      "name": .string(name), "description": .string(description), "version": "1",
      "skills": [
        [
          "id": .string(skill), "name": .string(skill.replacing("_", with: " ")),
          "description": .string(description), "tags": JSONValue(tags),
          "inputModes": JSONValue(takes), "outputModes": JSONValue(gives),
        ]
      ],
      "hermes": ["skills": .object(JSONObject([(key: skill, value: .object(block))]))],
    ]
    return try AgentCard.parse(JSONWriter.bytes(card))
  }

  static func writer() throws -> AgentCard {
    try sample(
      "Writer", skill: "write_python", tags: ["python", "code_write"], takes: ["text/plain"],
      gives: ["text/x-python"], category: "code_generation",
      capabilities: [
        Capability(
          name: "code_write", verbs: ["write", "create"], objects: ["function", "code", "program"])
      ], description: "Writes Python modules.")
  }

  static func reviewer() throws -> AgentCard {
    try sample(
      "Reviewer", skill: "review_python", tags: ["python", "lint"], takes: ["text/x-python"],
      gives: ["text/x-python", "text/markdown"], category: "code_review",
      capabilities: [
        Capability(name: "python", verbs: [], objects: ["python", "py"]),
        Capability(
          name: "code_review", verbs: ["review", "check"], objects: ["code", "function"]),
      ], description: "Reviews Python modules.")
  }

  static func packager() throws -> AgentCard {
    try sample(
      "Packager", skill: "write_script", tags: ["script"], takes: ["text/x-python"],
      gives: ["text/x-script.python"], category: "script_writing",
      capabilities: [Capability(name: "script", verbs: [], objects: ["script", "command line"])],
      description: "Makes command-line scripts.")
  }

  /// Declares no capabilities: its tags are what it offers.
  static func translator() throws -> AgentCard {
    try sample(
      "Translator", skill: "translate", tags: ["translation", "text-summary"],
      takes: ["text/plain"],
      gives: ["text/plain"], description: "Translates texts.")
  }

  var status: AgentStatus {
    AgentStatus(
      card: self, library: "x.so", digest: "", generation: 1, lane: "in-process", state: .ready,
      running: 0, capacity: 1, calls: 0, errors: 0, misuse: 0)
  }
}

extension AgentCard {
  static func analyst() throws -> AgentCard {
    try sample(
      "Analyst", skill: "analyse", tags: ["data"], takes: ["text/csv", "application/json"],
      gives: ["text/markdown"], category: "data_analysis",
      capabilities: [
        Capability(
          name: "data_analysis", verbs: ["analyse", "plot"], objects: ["csv", "data", "table"])
      ], description: "Analyses tables.")
  }

  static func reporter() throws -> AgentCard {
    try sample(
      "Reporter", skill: "report", tags: ["report"],
      takes: ["text/plain", "text/markdown", "text/x-python"],
      gives: ["text/markdown;variant=GFM"], category: "document_writing",
      capabilities: [
        Capability(
          name: "document_write", verbs: ["write", "create"], objects: ["report", "readme"])
      ], description: "Writes reports.")
  }
}
