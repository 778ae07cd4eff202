import Glibc
import HermesContract
import HermesThreads

/// Probes what a library must not do to its process, and what it must release.
extension Probe {
  private static let cycles = 8
  private static let settling = UInt64(300_000_000)

  func processState() throws {
    let before = ProcessState()
    let library = try openLibrary()
    let loaded = ProcessState()
    stage("answering a normal request")
    try useOnce(library)
    let after = ProcessState()
    // Signal handlers that exist after loading only decide the library's lane; later changes would
    // surprise the server.
    let signals = loaded.signals(since: before)
    let expected = signals.map { "the disposition of \($0)" }
    let changes = after.changes(since: before).filter { !expected.contains($0) }
    if !changes.isEmpty {
      report(
        .fail(
          .processState, seen: "it changed " + changes.joined(separator: ", "),
          cure: "leave it to the host, or do the work in a child process made with posix_spawn"))
    } else if !signals.isEmpty {
      report(
        .warning(
          .processState,
          seen: "it handles signals when it is loaded: " + signals.joined(separator: ", "),
          cure:
            "in lane auto it runs in a separate process because of that, as some language runtimes require"
        ))
    } else {
      report(.pass(.processState, seen: "unchanged after loading, a call and destroy"))
    }
  }

  /// Creates, calls and destroys an instance of each agent.
  private func useOnce(_ library: ProbeLibrary) throws {
    let deadline = deadline
    try onAgentThread {
      for index in library.cards.indices {
        let instance = try ProbeInstance(library, index: index)
        let isOver = instance.call(Self.request(instance.card), until: deadline) != nil
        if isOver { instance.destroy() }
      }
    }
  }

  // MARK: - Threads

  func threads(_ library: ProbeLibrary) throws {
    stage("creating and destroying instances")
    // A runtime may start threads once; the check is whether every instance leaves one.
    try useOnce(library)
    let before = ProcessResources.threads
    let deadline = deadline
    let late = try onAgentThread { () throws -> [String] in
      var late: [String] = []
      for _ in 0..<Self.cycles {
        let instance = try ProbeInstance(library)
        guard instance.call(Self.request(instance.card), until: deadline) != nil else { continue }
        instance.destroy()
        late += instance.host.faults([.afterDestroy])
      }
      return late
    }
    let settled = monotonicNanoseconds() + Self.settling
    var left = ProcessResources.threads.filter { before[$0.key] == nil }
    while left.count >= Self.cycles, monotonicNanoseconds() < settled {
      sched_yield()
      left = ProcessResources.threads.filter { before[$0.key] == nil }
    }
    if left.count >= Self.cycles {
      let name = left.values.first ?? "?"
      report(
        .fail(
          .threadsJoined,
          seen:
            "\(left.count) threads are left of \(Self.cycles) destroyed instances (named \(name))",
          cure: "join the threads of an instance in destroy"))
    } else if let fault = late.first {
      report(.fail(.threadsJoined, seen: fault, cure: "join the threads of an instance in destroy"))
    } else {
      report(.pass(.threadsJoined, seen: "no thread is left of \(Self.cycles) destroyed instances"))
    }
  }

  // MARK: - Memory

  /// How much a call may retain: rounding, and caches that still grow.
  private static let heapPerCall = 64
  private static let heapAtAll = 64 << 10
  private static let residentPerCall = 1 << 10
  private static let residentAtAll = 8 << 20

  func memory(_ library: ProbeLibrary) throws {
    guard dlsym(nil, "__asan_init") == nil else {
      return report(
        .skipped(.memory, why: "AddressSanitizer keeps what was freed: check without it"))
    }
    stage("answering 1,000 normal requests")
    let deadline = deadline
    let measured = try onAgentThread { () throws -> (calls: Int, heap: Int, resident: Int)? in
      let instance = try ProbeInstance(library)
      let request = Self.request(instance.card)
      func repeated(_ count: Int, seconds: UInt64) -> Int? {
        let end = monotonicNanoseconds() + seconds * 1_000_000_000
        for number in 0..<count {
          guard let (token, _) = instance.call(request, until: deadline) else { return nil }
          instance.host.forget(token)
          if monotonicNanoseconds() > end { return number + 1 }
        }
        return count
      }
      // libdispatch caches up to 1,024 continuations per thread: fill the cache first.
      guard repeated(5_000, seconds: 1) != nil else { return nil }
      // Measure twice and use the smaller value: a cache grows once, a leak with every call.
      var halves: [(calls: Int, heap: Int, resident: Int)] = []
      for _ in 0..<2 {
        let (heap, resident) = (ProcessResources.heap, ProcessResources.resident)
        guard let calls = repeated(500, seconds: 2) else { return nil }
        halves.append(
          (calls, ProcessResources.heap - heap, ProcessResources.resident - resident))
      }
      return (
        halves[0].calls + halves[1].calls, 2 * min(halves[0].heap, halves[1].heap),
        2 * min(halves[0].resident, halves[1].resident)
      )
    }
    guard let (calls, heap, resident) = measured else {
      return report(.skipped(.memory, why: "a call does not end: see normal_request"))
    }
    let seen =
      "after \(calls) calls \(heap >> 10) KiB more in use, \(resident >> 10) KiB more resident"
    let heapLimit = Self.heapAtAll + calls * Self.heapPerCall
    let residentLimit = Self.residentAtAll + calls * Self.residentPerCall
    let limits = "(allowed: \(heapLimit >> 10) and \(residentLimit >> 10))"
    if heap > heapLimit || resident > residentLimit {
      report(
        .fail(
          .memory, seen: "\(seen) \(limits)",
          cure:
            "free what a call allocates; build with -fsanitize=address to see where it came from"))
    } else {
      report(.pass(.memory, seen: "\(seen) \(limits)"))
    }
  }

  // MARK: - Descriptors

  private static let descriptorCalls = 20

  func descriptors(_ library: ProbeLibrary) throws {
    stage("answering \(Self.descriptorCalls) normal requests")
    let atFirst = ProcessResources.descriptors
    try useOnce(library)
    let before = ProcessResources.descriptors
    let deadline = deadline
    let calls = try onAgentThread { () throws -> Int in
      let end = monotonicNanoseconds() + 3_000_000_000
      var calls = 0
      let instance = try ProbeInstance(library)
      while calls < Self.descriptorCalls, monotonicNanoseconds() < end {
        guard let (token, _) = instance.call(Self.request(instance.card), until: deadline) else {
          return calls
        }
        instance.host.forget(token)
        calls += 1
      }
      instance.destroy()
      return calls
    }
    let after = ProcessResources.descriptors
    let grown = after.subtracting(before)
    if calls > 0, grown.count >= calls {
      let target = grown.first.map(ProcessResources.target) ?? "?"
      return report(
        .fail(
          .descriptors,
          seen: "\(grown.count) more descriptors are open after \(calls) calls (\(target))",
          cure: "close what a call opens, on every path"))
    }
    let inherited = after.subtracting(atFirst).first { !ProcessResources.isCloseOnExec($0) }
    if let inherited {
      let target = ProcessResources.target(of: inherited)
      return report(
        .fail(
          .descriptors, seen: "descriptor \(inherited) (\(target)) is not close-on-exec",
          cure: "open it with O_CLOEXEC"))
    }
    report(.pass(.descriptors, seen: "none is left open by \(calls) calls"))
  }
}
