import HermesContract
import Logging
import Synchronization

/// Polls a remote agent's card: reports when it changes, and whether the agent can be reached.
final class RemoteWatch: Sendable {
  private static let firstDelay = Duration.milliseconds(250)
  private static let longestDelay = Duration.seconds(30)
  /// Errors of a call that say something about the agent as a whole.
  private static let outages: Set<ErrorCode?> = [.remoteUnavailable, .remoteUnauthorized]

  private struct State: Sendable {
    var outage: String?
    var follower: Task<Void, Never>?
    var isStopped = false
  }

  private let agent: RemoteAgent
  /// nil if no card was ever read.
  private let known: RemoteCard?
  private let remotes: any RemoteAgentCalling
  private let logger: Logger
  private let onChange: @Sendable () -> Void
  private let state: Mutex<State>

  /// - Parameters:
  ///   - outage: why the last poll failed.
  ///   - onChange: the card differs from the known one. Called at most once; must not block.
  init(
    _ agent: RemoteAgent, known: RemoteCard?, outage: HermesError?,
    remotes: any RemoteAgentCalling, logger: Logger, onChange: @escaping @Sendable () -> Void
  ) {
    self.agent = agent
    self.known = known
    self.remotes = remotes
    self.logger = logger
    self.onChange = onChange
    state = Mutex(State(outage: outage?.message))
  }

  /// Why the agent cannot be called; nil if it can.
  var outage: String? { state.withLock { $0.outage } }

  func start() { restart() }

  func stop() {
    state.withLock { state in
      state.isStopped = true
      state.follower?.cancel()
    }
  }

  /// Takes the failure of a call into account before the next poll.
  func failed(_ error: HermesError) {
    guard Self.outages.contains(error.known) else { return }
    noteOutage(error.message)
    restart()
  }

  private func restart() {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.follower?.cancel()
      state.follower = Task { [weak self] in await self?.follow() }
    }
  }

  private func follow() async {
    var delay = outage == nil ? agent.refresh : Self.firstDelay
    while true {
      do { try await Task.sleep(for: delay) } catch { return }
      do {
        let card = try await remotes.card(of: agent)
        guard !Task.isCancelled else { return }
        guard card == known else { return onChange() }
        noteOutage(nil)
        delay = agent.refresh
      } catch {
        guard !Task.isCancelled else { return }
        let wasThere = outage == nil
        noteOutage((error as? HermesError)?.message ?? "\(error)")
        delay = wasThere ? Self.firstDelay : min(delay * 2, Self.longestDelay)
      }
    }
  }

  private func noteOutage(_ outage: String?) {
    let before = state.withLock { state in
      defer { state.outage = outage }
      return state.outage
    }
    guard (before == nil) != (outage == nil) else { return }
    logger.notice(
      outage == nil ? "remote agent is back" : "remote agent is unavailable",
      metadata: ["agent": "\(agent.name)", "reason": "\(outage ?? "")"])
  }
}
