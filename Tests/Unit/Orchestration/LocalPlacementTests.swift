import HermesContract
import Testing

@testable import HermesOrchestration

/// Where a task is, and who may do what with it there.
struct LocalPlacementTests {
  private func placement(running: Int = 1) -> LocalPlacement {
    LocalPlacement(limits: .init(runningPerUser: 1, queuedPerUser: 2, running: running))
  }

  private func task(_ id: String, _ conversation: String? = nil) -> TaskRecord {
    .sample(
      TaskID(id), owner: UserID("a"), conversation: ConversationID(conversation ?? id))
  }

  private func taken(_ placement: LocalPlacement, _ id: String) -> String {
    switch placement.takeOut(TaskID(id)) {
    case .waiting: "waiting"
    case .resting: "resting"
    case .arriving: "arriving"
    case .claimed: "claimed"
    case .absent: "absent"
    }
  }

  @Test("Only what waits or rests is taken out, and only once")
  func takingOut() throws {
    let placement = placement()
    _ = try placement.admit(task("1"), onBusy: .enqueue)
    #expect(taken(placement, "1") == "arriving")
    placement.enqueue(task("1"))
    let claimed = placement.claim()
    #expect(claimed.map(\.id.text) == ["1"] && taken(placement, "1") == "claimed")
    _ = try placement.admit(task("2"), onBusy: .enqueue)
    placement.enqueue(task("2"))
    #expect(taken(placement, "2") == "waiting" && taken(placement, "2") == "absent")
    placement.release(claimed[0], atRest: true)
    #expect(taken(placement, "1") == "resting" && taken(placement, "1") == "absent")
  }

  @Test("What was answered is claimed again, and says why it goes on")
  func waking() throws {
    let placement = placement()
    _ = try placement.admit(task("1"), onBusy: .enqueue)
    placement.enqueue(task("1"))
    placement.wake(TaskID("1"))
    let first = placement.claim()
    #expect(first.map(\.isAnswered) == [false])
    placement.release(first[0], atRest: true)
    #expect(placement.claim().isEmpty)
    placement.wake(TaskID("1"))
    placement.wake(TaskID("1"))
    let second = placement.claim()
    #expect(second.map(\.isAnswered) == [true] && second.allSatisfy { $0.record == nil })
    placement.release(second[0], atRest: false)
    #expect(placement.counts == (0, 0) && taken(placement, "1") == "absent")
  }

  @Test("A conversation that is busy refuses, lets wait, or names what is to be interrupted")
  func busyConversations() throws {
    let placement = placement()
    _ = try placement.admit(task("1", "c"), onBusy: .reject)
    let error = #expect(throws: HermesError.self) {
      try placement.admit(task("2", "c"), onBusy: .reject)
    }
    #expect(error?.known == .conversationBusy)
    #expect(try placement.admit(task("2", "c"), onBusy: .interrupt).map(\.text) == ["1"])
    #expect(try placement.admit(task("3", "c"), onBusy: .enqueue).isEmpty)
    for id in ["1", "2", "3"] { placement.withdraw(task(id, "c")) }
    #expect(placement.tasks(in: ConversationID("c")).isEmpty)
  }

  @Test("A request that has no room in memory leaves no place behind")
  func room() throws {
    let placement = placement()
    var large = task("1")
    large.message = Message(parts: [Part(text: String(repeating: "x", count: 17 << 20))])
    _ = try placement.admit(large, onBusy: .enqueue)
    #expect(throws: HermesError.self) { try placement.admit(task("2"), onBusy: .enqueue) }
    #expect(taken(placement, "2") == "absent")
    placement.withdraw(large)
    _ = try placement.admit(task("2"), onBusy: .enqueue)
  }

  @Test("After the end nothing is admitted or claimed, and what waits is kept")
  func closing() throws {
    let placement = placement()
    _ = try placement.admit(task("1"), onBusy: .enqueue)
    placement.enqueue(task("1"))
    placement.close()
    let error = #expect(throws: HermesError.self) {
      try placement.admit(task("2"), onBusy: .enqueue)
    }
    #expect(error?.known == .serverStopping && placement.claim().isEmpty)
    #expect(placement.counts == (0, 1))
  }

  @Test(
    "Whoever waits for a task is told when it is stored, rests or ends", .timeLimit(.minutes(1)))
  func waiting() async throws {
    let placement = placement()
    // Whichever comes first, the waiting or the change.
    func wait() async { await placement.waitForChange(of: TaskID("1"), atMost: .seconds(3600)) }
    _ = try placement.admit(task("1"), onBusy: .enqueue)
    async let withdrawn: Void = wait()
    placement.withdraw(task("1"))
    await withdrawn
    for atRest in [true, false] {
      _ = try placement.admit(task("1"), onBusy: .enqueue)
      placement.enqueue(task("1"))
      let claimed = placement.claim()
      async let released: Void = wait()
      placement.release(claimed[0], atRest: atRest)
      await released
    }
  }
}
