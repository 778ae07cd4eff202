import Testing

@testable import HermesPluginRuntime

struct CallTableTests {
  private func call() -> Call {
    Call(token: CallTable.newToken(), task: "t", limit: .seconds(60)) { _, _ in }
  }

  @Test("Tokens are never 0 and never the same twice")
  func tokens() {
    let tokens = (0..<1000).map { _ in CallTable.newToken() }
    #expect(Set(tokens).count == tokens.count && !tokens.contains(0))
  }

  @Test("A call is open from its insertion to its removal")
  func open() {
    var table = CallTable()
    let call = call()
    table.insert(call)
    #expect(table.open[call.token] === call)
    table.remove(call.token, endedByHost: false)
    #expect(table.open.isEmpty && !table.wasEndedByHost(call.token))
  }

  @Test("A token that the host ended is remembered, and forgotten after 4096 others")
  func remembered() {
    var table = CallTable()
    let calls = (0..<5000).map { _ in call() }
    for call in calls {
      table.insert(call)
      table.remove(call.token, endedByHost: true)
    }
    let remembered = calls.map { table.wasEndedByHost($0.token) }
    #expect(remembered == Array(repeating: false, count: 904) + Array(repeating: true, count: 4096))
  }

  @Test("A token that is not in the table is not remembered as ended")
  func unknown() {
    var table = CallTable()
    table.remove(77, endedByHost: true)
    #expect(!table.wasEndedByHost(77))
  }
}
