import HermesContract

/// What became of the wishes of a plan.
///
/// A wish is fulfilled when all its steps are done. A task whose plan names no wishes succeeds or
/// fails as a whole.
package struct Fulfilment: Sendable {
  /// In the order of the request.
  package private(set) var unmet: [UnmetWish] = []
  /// Whether at least one wish was fulfilled.
  package private(set) var isAnythingDone = false

  /// - Parameters:
  ///   - failures: the steps that failed, with their errors.
  ///   - artifacts: what the steps made. An agent lists in their metadata (`unmet`) what it left
  ///     undone.
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

  /// The error of the first of `steps` that failed. A step that failed by itself takes precedence
  /// over one that failed because it depended on another.
  private static func cause(
    of steps: [PlanStep], plan: Plan, failed: [(key: Int, value: HermesError)]
  ) -> HermesError? {
    // A failed step that belongs to another wish need not affect these.
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
