import Testing

@testable import HermesPluginRuntime

struct ChildStateTests {
  @Test("A child is up when its last agent is")
  func up() {
    var state = ChildState()
    let first = state.launch(agents: 2)
    #expect(first == 1 && state.isStarting(1) && state.outage == "starting")
    #expect(state.launch(agents: 2) == nil)
    let one = state.created(1)
    let both = state.created(1)
    #expect(!one && both && state.isUp && state.outage == nil)
  }

  @Test("A child that says again that it has loaded is not told again to make its agents")
  func loadedOnce() {
    var state = ChildState()
    _ = state.launch(agents: 2)
    let another = state.loaded(7)
    let first = state.loaded(1)
    _ = state.created(1)
    let second = state.loaded(1)
    _ = state.created(1)
    let late = state.loaded(1)
    #expect(!another && first && !second && state.isUp && !late)
  }

  @Test("A first start that fails is the last; a later end is followed by another start")
  func ends() {
    var failed = ChildState()
    _ = failed.launch(agents: 1)
    #expect(failed.ended(1, cause: "exit code 1") == .none && failed.isStopped)

    var state = ChildState()
    _ = state.launch(agents: 1)
    _ = state.created(1)
    #expect(state.ended(1, cause: "SIGSEGV") == .restart(after: .milliseconds(100)))
    #expect(state.outage == "restarting after SIGSEGV")
    #expect(state.launch(agents: 1) == 2)
  }

  @Test("Starts in a row come ever later, until a call is answered")
  func backoff() {
    var state = ChildState()
    _ = state.launch(agents: 1)
    _ = state.created(1)
    var delays: [ChildState.Action] = []
    for child in 1...12 {
      delays.append(state.ended(child, cause: "SIGSEGV"))
      _ = state.launch(agents: 1)
    }
    #expect(delays[0] == .restart(after: .milliseconds(100)))
    #expect(delays[1] == .restart(after: .milliseconds(200)))
    #expect(delays[11] == .restart(after: .seconds(30)))
    _ = state.created(13)
    state.answered(13)
    #expect(state.ended(13, cause: "SIGSEGV") == .restart(after: .milliseconds(100)))
  }

  @Test("What an earlier child says late is not listened to, and a stopped one is not started")
  func late() {
    var state = ChildState()
    _ = state.launch(agents: 1)
    _ = state.created(1)
    _ = state.ended(1, cause: "SIGSEGV")
    _ = state.launch(agents: 1)
    let late = state.created(1)
    #expect(!late && !state.isUp && state.ended(1, cause: "late") == .none)
    state.stop()
    #expect(state.launch(agents: 1) == nil && state.ended(2, cause: "x") == .none)
  }
}
