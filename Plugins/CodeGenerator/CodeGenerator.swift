import AgentKit
import CodeGeneratorCatalogue

@main struct CodeGenerator: Agent {
  static let card = AgentCard(name: "CodeGenerator", description: "", version: "1", skills: [])
  init(config: JSONValue, log: AgentLog) throws {}
  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    AgentResult(text: "\(hermes_recipes_size)")
  }
}
