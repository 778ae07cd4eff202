import Testing

@testable import HermesPluginRuntime

/// Every order in which a call's events can come is walked, beside a model that only counts.
struct CallStateTests {
  private enum Event: CaseIterable {
    case enter, finish, end, returnedOK, returnedPending, returnedError, takeCancel
  }

  /// What happened so far, as an observer sees it.
  private struct Model {
    var hasEntered = false
    var wasTurnedAway = false
    var returned: Int32?
    var finishes = 0
    var hostEnded = false
    var answers = 0
    var cancels = 0

    /// The host enters once, and `invoke` returns once, after it was entered.
    func isPossible(_ event: Event) -> Bool {
      switch event {
      case .enter: !hasEntered && !wasTurnedAway
      case .returnedOK, .returnedPending, .returnedError: hasEntered && returned == nil
      case .finish, .end, .takeCancel: true
      }
    }

    /// An agent that answered other than PENDING is not expected to finish any more.
    var isAgentDone: Bool { finishes > 0 || (returned.map { $0 != 1 } ?? false) }
  }

  private struct Walk {
    var state = CallState()
    var model = Model()
    var path: [Event] = []
  }

  @Test(
    "In every order of events a call is answered once, cancelled at most once, and closed in time")
  func everyOrder() {
    var violations: [String] = []
    var visited = 0
    var stack = [Walk()]
    while let walk = stack.popLast(), violations.count < 5 {
      for event in Event.allCases where walk.model.isPossible(event) {
        var next = walk
        next.path.append(event)
        visited += 1
        if let violation = Self.step(&next, event) {
          violations.append("\(next.path): \(violation)")
        }
        if next.path.count < 8 { stack.append(next) }
      }
    }
    #expect(violations.isEmpty)
    #expect(visited > 80_000)
  }

  private static func step(_ walk: inout Walk, _ event: Event) -> String? {
    let before = walk.model
    let wasClosed = walk.state.isClosed
    let isOpen = before.answers == 0
    switch event {
    case .enter:
      let entered = walk.state.enter()
      if entered != !before.hostEnded { return "entered a call that the host had ended" }
      walk.model.hasEntered = entered
      walk.model.wasTurnedAway = !entered
    case .finish:
      let verdict = walk.state.finish()
      let wanted: CallState.FinishVerdict =
        !before.hasEntered ? .noCall : before.hostEnded ? .ended : isOpen ? .accepted : .noCall
      if verdict != wanted { return "finish answered \(verdict), not \(wanted)" }
      if verdict != .noCall { walk.model.finishes += 1 }
      if verdict == .accepted { walk.model.answers += 1 }
    case .end:
      let ended = walk.state.endCall()
      if ended != isOpen { return "end answered \(ended)" }
      if ended { walk.model.answers += 1 }
      if ended { walk.model.hostEnded = true }
    case .takeCancel:
      let cancels = walk.state.takeCancel()
      let wanted =
        before.hostEnded && before.hasEntered && !before.isAgentDone && before.cancels == 0
      if cancels != wanted { return "takeCancel answered \(cancels)" }
      if cancels { walk.model.cancels += 1 }
    case .returnedOK, .returnedPending, .returnedError:
      let status: Int32 = event == .returnedOK ? 0 : event == .returnedPending ? 1 : -1
      let verdict = walk.state.returned(status: status)
      let isAnswer = isOpen && before.finishes == 0 && status != 1
      let wanted: CallState.ReturnVerdict =
        !isAnswer ? .fine : status == 0 ? .missingResult : .failed
      if verdict != wanted { return "returned answered \(verdict), not \(wanted)" }
      if isAnswer { walk.model.answers += 1 }
      walk.model.returned = status
    }
    return invariant(walk, wasClosed: wasClosed)
  }

  private static func invariant(_ walk: Walk, wasClosed: Bool) -> String? {
    let (state, model) = (walk.state, walk.model)
    if model.answers > 1 { return "answered twice" }
    if (state.answer == .none) != (model.answers == 0) { return "its answer is \(state.answer)" }
    if (state.answer == .host) != model.hostEnded { return "its answer is \(state.answer)" }
    if model.cancels > 1 { return "cancelled twice" }
    let isClosed =
      model.hasEntered ? model.returned != nil && model.isAgentDone : model.hostEnded
    if state.isClosed != isClosed { return "closed: \(state.isClosed)" }
    if wasClosed, !state.isClosed { return "closed and then open again" }
    if state.isClosed, model.answers == 0 { return "closed without an answer" }
    let emit: CallState.EmitVerdict =
      model.hostEnded ? .ended : model.hasEntered && model.answers == 0 ? .open : .noCall
    if state.emissionVerdict() != emit {
      return "emit answers \(state.emissionVerdict()), not \(emit)"
    }
    return nil
  }

  @Test(
    "A status that the header does not name is an error", arguments: [-1, -9, 2, 77, Int32.min])
  func unknownStatus(status: Int32) {
    var state = CallState()
    _ = state.enter()
    #expect(state.returned(status: status) == .failed)
    #expect(state.isClosed)
  }
}
