import HermesContract
import HermesThreads
import Synchronization

/// Opens a library in a throw-away child first: a library that crashes, hangs or sends garbage
/// there is never opened in the server.
struct LibraryScan: Sendable {
  static let limit = Duration.seconds(20)

  /// What was found out about a library.
  struct Finding: Sendable {
    /// As the library returned them.
    var cards: [AgentCard]
    /// The signals for which it installed handlers, by name.
    var signals: [String] = []
  }

  let launch: ChildProcess.Launch
  let deadlines: Deadlines

  /// - Throws: the library's refusal, or that it crashed or did not answer in time.
  func inspect(_ order: ChildOrder) async throws(LibraryRefusal) -> Finding {
    let verdict = Verdict()
    let child: ChildProcess
    do {
      child = try ChildProcess(launch) { frame in
        verdict.handle(frame, order: order)
      } onEnd: { end in
        verdict.ended(end, order: order)
      }
    } catch {
      throw LibraryRefusal(
        order.file, cause: "no child could be started to inspect it: \(error)",
        cure: "free memory, processes or descriptors")
    }
    deadlines.add(after: Self.limit) {
      child.kill("it did not answer within \(Self.limit)")
    }
    child.connection.send(ChildFrame(kind: .load, payload: JSONWriter.bytes(order.json)))
    let result = await verdict.result()
    child.kill("the inspection is over")
    return try result.get()
  }

  /// The result of a scan; the first one counts.
  private final class Verdict: Sendable {
    typealias Result = Swift.Result<Finding, LibraryRefusal>

    private struct State: Sendable {
      var result: Result?
      var waiter: CheckedContinuation<Result, Never>?
    }

    private let state = Mutex(State())

    func result() async -> Result {
      await withCheckedContinuation { continuation in
        let result = state.withLock { state in
          if state.result == nil { state.waiter = continuation }
          return state.result
        }
        if let result { continuation.resume(returning: result) }
      }
    }

    private func set(_ result: Result) {
      let waiter = state.withLock { state -> CheckedContinuation<Result, Never>? in
        guard state.result == nil else { return nil }
        state.result = result
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume(returning: result)
    }

    func handle(_ frame: ChildFrame, order: ChildOrder) {
      switch ChildAnswer.answer(in: frame, to: order) {
      case .loaded(let finding): set(.success(finding))
      case .refused(let refusal): set(.failure(refusal))
      case nil: break
      }
    }

    func ended(_ end: ChildEnd, order: ChildOrder) {
      set(
        .failure(
          LibraryRefusal(
            order.file, cause: "it ended the child that inspected it (\(end.cause))",
            cure: order.remedy)))
    }
  }
}

/// A child's answer to an order.
enum ChildAnswer {
  case loaded(LibraryScan.Finding)
  case refused(LibraryRefusal)

  /// nil if the frame is neither.
  static func answer(in frame: ChildFrame, to order: ChildOrder) -> ChildAnswer? {
    let json = JSONValue(parsing: frame.payload)
    switch frame.kind {
    case .loaded:
      // Parsed again here: a child's output is not trusted.
      let texts = json?["cards"]?.strings ?? []
      let cards = texts.compactMap { try? AgentCard.parse(Array($0.utf8)) }
      guard !cards.isEmpty, cards.count == texts.count else {
        return .refused(
          LibraryRefusal(
            order.file, cause: "the child that inspected it sent garbage",
            cure: "look for code of it that writes to descriptors that are not its own"))
      }
      return .loaded(
        LibraryScan.Finding(cards: cards, signals: json?["signals"]?.strings ?? []))
    case .refused:
      return .refused(
        LibraryRefusal(
          order.file, cause: json?["cause"]?.string ?? "it was refused without a reason",
          cure: json?["cure"]?.string ?? "see the log"))
    default: return nil
    }
  }
}
