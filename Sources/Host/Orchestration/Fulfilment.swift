import HermesContract

/// What became of a plan's wishes.
///
/// A wish is fulfilled when all its steps are done. A task whose plan names none stands or falls as a whole.
package struct Fulfilment: Sendable {
  /// In the order of the request.
  package private(set) var unmet: [UnmetWish] = []
  /// Whether at least one wish was fulfilled.
  package private(set) var isAnythingDone = false

  /// - Parameters:
  ///   - failures: the steps that failed, with why.
  ///   - artifacts: what the steps made; an agent names in their metadata (`unmet`) what it left undone.
  package init(_ plan: Plan, failures: [Int: HermesError], artifacts: [ArtifactSummary]) {
    let failed = failures.sorted { $0.key < $1.key }
    guard !plan.wishes.isEmpty else {
      isAnythingDone = failed.isEmpty
      unmet = artifacts.flatMap(Self.leftUndone)
      return
    }
    var refused = plan.unmet
    for (index, wish) in plan.wishes.enumerated() {
      if let planned = refused.firstIndex(where: { $0.wish == wish }) {
        unmet.append(refused.remove(at: planned))
        continue
      }
      let steps = plan.steps.filter { $0.wishes.contains(index + 1) }
      if let cause = Self.cause(of: steps, plan: plan, failed: failed) {
        unmet.append(UnmetWish(wish: wish, error: cause))
      } else {
        isAnythingDone = true
      }
    }
    unmet += artifacts.flatMap(Self.leftUndone)
  }

  /// Why the first of `steps` that failed did: what failed by itself rather than what waited for it.
  private static func cause(
    of steps: [PlanStep], plan: Plan, failed: [(key: Int, value: HermesError)]
  ) -> HermesError? {
    // A step of another wish may have failed without harm to these.
    guard failed.contains(where: { failure in steps.contains { $0.number == failure.key } }) else {
      return nil
    }
    var needed = steps.map(\.number)
    var seen: Set<Int> = []
    while let number = needed.popLast() {
      guard seen.insert(number).inserted else { continue }
      needed += plan.steps.first { $0.number == number }?.dependsOn ?? []
    }
    return failed.first { seen.contains($0.key) && $0.value.known != .dependencyFailed }?.value
      ?? failed.first { seen.contains($0.key) }?.value
  }

  private static func leftUndone(_ artifact: ArtifactSummary) -> [UnmetWish] {
    (artifact.metadata["unmet"]?.array ?? []).prefix(16).compactMap(UnmetWish.init(json:))
  }
}
