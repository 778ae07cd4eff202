import Testing

@testable import HermesWebSocket

struct PendingCommandsTests {
  @Test("Some commands are worked for at a time, the others wait in their order")
  func order() {
    var commands = PendingCommands()
    for number in 0..<PendingCommands.atOnce {
      let isTaken = commands.admit("\(number)")
      #expect(isTaken)
      commands.begin()
    }
    var taken = [commands.admit("a"), commands.admit("b")]
    var next = [commands.nextCommand()]
    commands.finishCurrent()
    // Nobody overtakes those that wait.
    taken.append(commands.admit("c"))
    next += [commands.nextCommand(), commands.nextCommand()]
    commands.begin()
    next.append(commands.nextCommand())
    #expect(taken == [false, false, false])
    #expect(next == [nil, "a", "b", nil])
  }

  @Test("Nothing is read while many wait")
  func reading() {
    var commands = PendingCommands()
    for _ in 0..<PendingCommands.atOnce { commands.begin() }
    for _ in 0..<PendingCommands.maximumWaiting {
      #expect(commands.mayRead)
      _ = commands.admit("x")
    }
    #expect(!commands.mayRead)
    commands.finishCurrent()
    _ = commands.nextCommand()
    #expect(commands.mayRead)
  }
}
