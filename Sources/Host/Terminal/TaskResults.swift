import HermesContract

/// The artifacts of a task: those that are results, and those among them that answer the request.
package struct TaskResults: Sendable, Equatable {
  /// An artifact as the server lists it.
  package struct Artifact: Sendable, Equatable {
    /// As the agent chose it; any characters.
    package let name: String
    /// May have parameters.
    package let mediaType: String
    /// The size of the content.
    package let bytes: Int
    /// The number of the step that made it.
    package let step: Int
    /// The path of the content on the server.
    package let href: String

    fileprivate init?(_ json: JSONValue) {
      // Only a path of this server, so that the token is sent nowhere else, whatever the server
      // says.
      guard let href = json["href"]?.string, href.hasPrefix("/"), !href.hasPrefix("//") else {
        return nil
      }
      self.href = href
      name = json["name"]?.string ?? ""
      mediaType = json["media_type"]?.string ?? ""
      bytes = json["bytes"]?.int.map(Int.init(clamping:)) ?? 0
      step = json["step_number"]?.int.map(Int.init(clamping:)) ?? 0
    }

    /// Whether a terminal can show it.
    package var isText: Bool {
      let type = mediaType.lowercased()
      return type.hasPrefix("text/")
        || ["application/json", "application/yaml", "application/toml", "application/x-ndjson"]
          .contains { type.hasPrefix($0) }
    }
  }

  /// In the order of the steps, without those that a later step took as input and returned under
  /// the same name.
  package let artifacts: [Artifact]
  /// For each wish, the first artifact of the last step that serves it.
  package let answers: [Artifact]

  /// - Parameter task: in the format of `GET /api/v1/tasks/{id}`.
  package init(_ task: JSONValue) {
    let plan = (task["plan"]?["steps"]?.array ?? []).map(Step.init)
    let all = (task["artifacts"]?.array ?? []).compactMap(Artifact.init)
    let sources = Self.sources(plan)
    artifacts = all.enumerated().filter { index, artifact in
      !all[(index + 1)...].contains {
        $0.name == artifact.name && sources[$0.step]?.contains(artifact.step) == true
      }
    }.map(\.element)
    let steps = Set(all.map(\.step))
    let last = Self.answering(plan.filter { steps.contains($0.number) }, made: steps)
    answers = last.sorted().compactMap { step in all.first { $0.step == step } }
  }

  private struct Step {
    let number: Int
    let dependsOn: [Int]
    let wishes: [Int]

    init(_ json: JSONValue) {
      func numbers(_ key: String) -> [Int] {
        (json[key]?.array ?? []).compactMap(\.int).map(Int.init(clamping:))
      }
      number = json["step_number"]?.int.map(Int.init(clamping:)) ?? 0
      dependsOn = numbers("depends_on")
      wishes = numbers("wishes")
    }
  }

  /// Maps each step to all steps that it directly or indirectly depends on. Steps come after those
  /// they depend on.
  private static func sources(_ plan: [Step]) -> [Int: Set<Int>] {
    var sources: [Int: Set<Int>] = [:]
    for step in plan {
      sources[step.number] = step.dependsOn.reduce(into: []) { found, source in
        found.insert(source)
        found.formUnion(sources[source] ?? [])
      }
    }
    return sources
  }

  private static func answering(_ plan: [Step], made: Set<Int>) -> Set<Int> {
    let wishes = Set(plan.flatMap(\.wishes))
    if !wishes.isEmpty {
      return Set(wishes.compactMap { wish in plan.last { $0.wishes.contains(wish) }?.number })
    }
    let taken = Set(plan.flatMap(\.dependsOn))
    let ends = plan.map(\.number).filter { !taken.contains($0) }
    return ends.isEmpty ? Set(made.max().map { [$0] } ?? []) : Set(ends)
  }
}
