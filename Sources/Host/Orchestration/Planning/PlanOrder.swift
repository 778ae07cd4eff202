import HermesContract

/// Orders the chosen skills: producers before refiners before consumers. Each step depends on the
/// steps that hold what it takes.
struct PlanOrder {
  /// The step that holds the newest content of a media type.
  private struct Holder {
    let mode: String
    var steps: [Int]
    let branch: Int?
  }

  private(set) var steps: [PlanStep] = []
  /// The first choice that cannot be placed because nothing supplies what it takes.
  private(set) var stuck: PlanChoice?

  private let given: [String]
  private var holders: [Holder] = []

  init(_ choices: [PlanChoice], given: [String]) {
    self.given = given
    var remaining = choices
    while !remaining.isEmpty {
      let ready = remaining.filter(isReady)
      let free = ready.first { choice in !remaining.contains { Self.waits(choice, for: $0) } }
      guard let next = free ?? ready.first else {
        stuck = remaining[0]
        return
      }
      remaining.removeAll { $0 == next }
      place(next)
    }
  }

  private func isReady(_ choice: PlanChoice) -> Bool {
    choice.skill.takesWords || choice.skill.takes(anyOf: given) || !sources(of: choice).isEmpty
  }

  private func sources(of choice: PlanChoice) -> [Int] {
    let held = holders.filter { holder in
      Self.canMeet(holder.branch, other: choice.branch)
        && MediaModes.overlap(choice.skill.inputModes, with: [holder.mode])
    }
    return Set(held.flatMap(\.steps)).sorted()
  }

  private mutating func place(_ choice: PlanChoice) {
    let number = steps.count + 1
    steps.append(
      PlanStep(
        number: number, agent: choice.agent, skill: choice.skill.id,
        task: choice.skill.task + "...", dependsOn: sources(of: choice),
        wishes: choice.wishes.sorted().map { $0 + 1 }, capabilities: choice.capabilities))
    for mode in choice.skill.outputModes where MediaModes.essence(of: mode) != Part.plainText {
      let replaces = choice.skill.takes(mode)
      if replaces {
        holders.removeAll { $0.mode == mode && Self.canMeet($0.branch, other: choice.branch) }
      }
      if let index = holders.firstIndex(where: { $0.mode == mode && $0.branch == choice.branch }) {
        holders[index].steps.append(number)
      } else {
        holders.append(Holder(mode: mode, steps: [number], branch: choice.branch))
      }
    }
  }

  /// Whether `choice` takes something that `other` has yet to make. Two refiners of the same thing
  /// do not wait for each other: they run in the order of the requested capabilities.
  private static func waits(_ choice: PlanChoice, for other: PlanChoice) -> Bool {
    guard choice != other, canMeet(choice.branch, other: other.branch),
      other.skill.feeds(choice.skill)
    else {
      return false
    }
    return !(choice.skill.isRefiner && other.skill.isRefiner)
  }

  /// Branches are independent of each other.
  private static func canMeet(_ branch: Int?, other: Int?) -> Bool {
    branch == nil || other == nil || branch == other
  }
}
