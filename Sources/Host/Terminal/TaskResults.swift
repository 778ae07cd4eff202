import HermesContract

/// What a task made: which artifacts are results, and which of them answers the request.
package struct TaskResults: Sendable, Equatable {
  package struct Artifact: Sendable, Equatable {
    package let name: String
    package let mediaType: String
    package let bytes: Int
    package let step: Int
    /// A path of the server.
    package let href: String

    fileprivate init?(_ json: JSONValue) {
      // A path of this server: the token goes nowhere else, whatever the server says.
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

  /// In the order of the steps. One that a later step took and gave back under the same name is left out.
  package let artifacts: [Artifact]
  /// For each wish the first artifact of the last step that is for it.
  package let answers: [Artifact]

  /// - Parameter task: as `GET /api/v1/tasks/{id}` answers it.
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

  /// Every step with those that it takes from, directly or by way of others. A plan's steps come after
  /// what they need.
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
