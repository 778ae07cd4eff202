import Testing

@testable import HermesPluginRuntime

struct LastRunTests {
  private func call(_ digest: String, task: String = "t") -> CrashReport.Call {
    CrashReport.Call(
      token: 1, agent: "A\(digest)", task: task, library: "\(digest).so", digest: digest)
  }

  private func died(_ calls: CrashReport.Call...) -> LastRun {
    .died(CrashReport(cause: "killed", verdict: .candidates(calls)))
  }

  /// The digests of the libraries that are moved, one end of the server after the other.
  private func moved(_ runs: LastRun...) -> [String] {
    var suspect: String?
    return runs.compactMap { run in
      let next = run.consequence(suspect: suspect)
      suspect = next.suspect
      return next.quarantine?.digest
    }
  }

  @Test("A known culprit is moved at once")
  func known() {
    #expect(moved(.died(CrashReport(cause: "SIGSEGV", verdict: .certain(call("a"))))) == ["a"])
    let report = CrashReport(cause: "SIGSEGV", verdict: .library(path: "a.so", digest: "a"))
    let next = LastRun.died(report).consequence(suspect: nil)
    #expect(next.quarantine?.digest == "a" && next.quarantine?.library == "a.so")
    #expect(next.quarantine?.reason == "\(report)")
  }

  @Test("One that was twice in a row alone at work is moved, whatever it was at")
  func alone() {
    #expect(moved(died(call("a"))) == [])
    #expect(moved(died(call("a")), died(call("a", task: "u"), call("a"))) == ["a"])
    // A machine that lost its power in between says nothing about anyone.
    #expect(moved(died(call("a")), .died(nil), died(), died(call("a"))) == ["a"])
    let next = died(call("a")).consequence(suspect: "a")
    #expect(next.quarantine?.reason.contains("second time in a row") == true)
    #expect(next.suspect == nil)
  }

  @Test("Nobody is moved for what another may have done, or for deaths long apart")
  func innocent() {
    #expect(moved(died(call("a")), died(call("b")), died(call("a"))) == [])
    #expect(moved(died(call("a"), call("b")), died(call("a"), call("b"))) == [])
    #expect(moved(died(call("a")), died(call("a"), call("b")), died(call("a"))) == [])
    #expect(moved(died(call("a")), .endedInOrder, died(call("a"))) == [])
    // There was no room left in the record for its library.
    #expect(moved(died(call("")), died(call(""))) == [])
  }

  @Test("The suspicion outlives the process, and an old file has none")
  func stored() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("agents.json")
    try AgentSwitches(path: path).settle(died(call("a")))
    let second = try AgentSwitches(path: path)
    #expect(second.quarantine(of: "a") == nil)
    try second.settle(died(call("a")))
    #expect(try AgentSwitches(path: path).quarantine(of: "a")?.library == "a.so")
  }
}
