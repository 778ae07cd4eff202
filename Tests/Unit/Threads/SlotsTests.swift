import HermesThreads
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SlotsTests {
  /// Of those that have a short queue.
  private let maximumWaiting = 100

  private final class Order: Sendable {
    private let state = Mutex<[Int]>([])
    var numbers: [Int] { state.withLock { $0 } }
    func append(_ number: Int) { state.withLock { $0.append(number) } }
  }

  private final class Inside: Sendable {
    private let state = Mutex((now: 0, most: 0))
    var most: Int { state.withLock { $0.most } }
    func leave() { state.withLock { $0.now -= 1 } }
    func enter() {
      state.withLock { state in
        state.now += 1
        state.most = max(state.most, state.now)
      }
    }
  }

  @Test("As many are admitted at once as the limit, and not one more")
  func limit() async {
    let slots = Slots(limit: 3)
    for _ in 0..<3 { #expect(await slots.acquire() == .admitted) }
    #expect(slots.inUse == 3)
    let fourth = Task { await slots.acquire() }
    await until { slots.waiting == 1 }
    slots.release()
    #expect(await fourth.value == .admitted)
    #expect(slots.inUse == 3 && slots.waiting == 0)
  }

  @Test("Users take turns, however many calls of one of them wait")
  func turns() async {
    let slots = Slots(limit: 1)
    _ = await slots.acquire()
    let admitted = Order()
    await withTaskGroup { group in
      let users = ["a", "a", "a", "b", "c", "b"]
      for (index, user) in users.enumerated() {
        group.addTask {
          _ = await slots.acquire(for: user)
          admitted.append(index)
          slots.release()
        }
        await until { slots.waiting == index + 1 }
      }
      slots.release()
    }
    #expect(admitted.numbers == [0, 3, 4, 1, 5, 2])
    #expect(slots.inUse == 0 && slots.waiting == 0)
  }

  @Test("Those who wait are admitted in the order in which they came")
  func order() async {
    let slots = Slots(limit: 1)
    _ = await slots.acquire()
    let admitted = Order()
    await withTaskGroup { group in
      for index in 0..<50 {
        group.addTask {
          _ = await slots.acquire()
          admitted.append(index)
          slots.release()
        }
        await until { slots.waiting == index + 1 }
      }
      slots.release()
    }
    #expect(admitted.numbers == Array(0..<50))
    #expect(slots.inUse == 0)
  }

  @Test("A cancelled waiter leaves the queue and takes no slot with it")
  func cancellation() async {
    let slots = Slots(limit: 1)
    _ = await slots.acquire()
    let waiters = (0..<3).map { _ in Task { await slots.acquire() } }
    await until { slots.waiting == 3 }
    waiters[1].cancel()
    #expect(await waiters[1].value == .cancelled)
    #expect(slots.waiting == 2)
    slots.release()
    slots.release()
    #expect(await waiters[0].value == .admitted)
    #expect(await waiters[2].value == .admitted)
    slots.release()
    #expect(slots.inUse == 0)
  }

  @Test("One who was cancelled before waiting does not wait")
  func cancelledEarly() async {
    let slots = Slots(limit: 1)
    _ = await slots.acquire()
    let admission = await withTaskGroup(of: Slots.Admission.self) { group in
      group.cancelAll()
      group.addTask { await slots.acquire() }
      return await group.next()
    }
    #expect(admission == .cancelled)
    slots.release()
    #expect(slots.inUse == 0)
  }

  @Test("Past the longest queue the next is refused at once")
  func full() async {
    let slots = Slots(limit: 1, maximumWaiting: maximumWaiting)
    _ = await slots.acquire()
    await withTaskGroup(of: Slots.Admission.self) { group in
      for _ in 0..<maximumWaiting { group.addTask { await slots.acquire() } }
      await until { slots.waiting == maximumWaiting }
      #expect(await slots.acquire() == .full)
      for _ in 0..<maximumWaiting { slots.release() }
      for await admission in group where admission != .admitted { Issue.record("\(admission)") }
    }
    slots.release()
    #expect(slots.inUse == 0)
  }

  @Test("Where the queue is full, whoever has most in it gives way to whoever has less")
  func fullOfOne() async {
    let slots = Slots(limit: 1, maximumWaiting: maximumWaiting)
    _ = await slots.acquire()
    let (many, one) = ("many", "one")
    await withTaskGroup(of: Slots.Admission.self) { group in
      for _ in 0..<maximumWaiting { group.addTask { await slots.acquire(for: many) } }
      await until { slots.waiting == maximumWaiting }
      async let late = slots.acquire(for: one)
      #expect(await group.next() == .full)
      #expect(slots.waiting == maximumWaiting)
      #expect(await slots.acquire(for: many) == .full)
      for _ in 0..<maximumWaiting { slots.release() }
      #expect(await late == .admitted)
      for await admission in group where admission != .admitted { Issue.record("\(admission)") }
    }
    slots.release()
    #expect(slots.inUse == 0 && slots.waiting == 0)
  }

  @Test(
    "Where the queue is full of those who had a turn, the last of them gives way to whoever had none"
  )
  func fullOfSome() async {
    let slots = Slots(limit: 1, maximumWaiting: 3)
    _ = await slots.acquire(for: "0")
    await withTaskGroup(of: (String, Slots.Admission).self) { group in
      func wait(_ user: String) { group.addTask { (user, await slots.acquire(for: user)) } }
      for (index, user) in ["a", "b", "c"].enumerated() {
        wait(user)
        await until { slots.waiting == index + 1 }
      }
      slots.release()
      #expect(await group.next().map { $0.0 } == "a")
      wait("a")
      await until { slots.waiting == 3 }
      wait("new")
      let refused = await group.next()
      #expect(refused?.0 == "a" && refused?.1 == .full)
      var order: [String] = []
      while slots.waiting > 0 || order.count < 3 {
        slots.release()
        guard let next = await group.next() else { break }
        order.append(next.0)
      }
      #expect(order == ["b", "c", "new"])
    }
  }

  @Test("Slots are neither lost nor made when cancellation races admission")
  func races() async {
    let slots = Slots(limit: 4)
    let inside = Inside()
    await withTaskGroup { group in
      for index in 0..<2000 {
        group.addTask {
          let task = Task {
            guard await slots.acquire() == .admitted else { return }
            inside.enter()
            await Task.yield()
            inside.leave()
            slots.release()
          }
          if index % 3 == 0 { task.cancel() }
          await task.value
        }
      }
    }
    #expect(slots.inUse == 0 && slots.waiting == 0)
    #expect(inside.most <= 4)
  }

  @Test("Closed slots tell those who wait and those who come; who has one keeps it")
  func closing() async {
    let slots = Slots(limit: 1)
    #expect(await slots.acquire() == .admitted)
    let (waits, waiting) = AsyncStream.makeStream(of: Void.self)
    async let second = slots.acquire { waiting.finish() }
    for await _ in waits {}
    slots.close()
    #expect(await second == .closed)
    #expect(slots.inUse == 1 && slots.waiting == 0)
    slots.release()
    #expect(await slots.acquire() == .closed)
    #expect(slots.inUse == 0)
  }
}
