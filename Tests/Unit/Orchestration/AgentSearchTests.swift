import HermesContract
import HermesStorage
import Testing

@testable import HermesOrchestration

struct AgentSearchTests {
  private func search() throws -> AgentSearch { AgentSearch(index: try AgentIndex()) }

  private func agents() throws -> [AgentStatus] {
    try [AgentCard.writer(), .reviewer(), .packager(), .translator()].map(\.status)
  }

  @Test("Agents that are responsible come before those that are only tagged, each with the reason")
  func capabilities() async throws {
    let found = try await search().findAgents(
      offering: ["code_write", "python"], for: "Write a Python function", among: agents())
    #expect(found.map(\.status.card.name) == ["Writer", "Reviewer"])
    #expect(found[0].reason == "write_python offers code_write; write_python is tagged python")
    #expect(found[1].reason == "review_python offers python")
    #expect(found.allSatisfy { (0...1).contains($0.score) } && found[0].score > found[1].score)
  }

  @Test("Capabilities that nobody has find nobody")
  func nobody() async throws {
    #expect(
      try await search().findAgents(offering: ["teleport"], for: "python", among: agents()).isEmpty)
    #expect(try await search().findAgents(offering: [], for: "python", among: agents()).isEmpty)
    #expect(try await search().findAgents(offering: ["python"], for: "python", among: []).isEmpty)
  }

  @Test("A text search is ranked, limited, and says which tags were met")
  func text() async throws {
    let found = try await search().findAgents(
      for: "translation of texts", among: agents(), limit: 9)
    #expect(found.first?.status.card.name == "Translator" && found.first?.score == 1)
    #expect(found.first?.reason == "tags: translation")
    #expect(
      try await search().findAgents(for: "python modules", among: agents(), limit: 1).count == 1)
    #expect(try await search().findAgents(for: "zebra", among: agents(), limit: 9).isEmpty)
  }

  @Test("Equal agents stay in the order of loading")
  func ties() async throws {
    let twins = try (0..<5).map {
      try AgentCard.sample(
        "A\($0)", skill: "s", tags: ["same"], takes: ["text/plain"], gives: ["text/plain"]
      ).status
    }
    let found = try await search().findAgents(offering: ["same"], for: "nothing", among: twins)
    #expect(found.map(\.status.card.name) == ["A0", "A1", "A2", "A3", "A4"])
  }

  @Test("What clients see of a found agent has every member")
  func json() async throws {
    let found = try await search().findAgents(offering: ["python"], for: "python", among: agents())
    #expect(found.first?.json.object?.keys == ["name", "description", "skills", "score", "reason"])
  }
}
