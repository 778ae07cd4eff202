import AgentABI

/// The server's log, under the agent's name. Lines are cut after 8 KiB. Never blocks.
public struct AgentLog: Sendable {
  /// Severity of a line.
  public enum Level: Int32, Sendable {
    case debug = 0
    case info = 1
    case warning = 2
    case error = 3
  }

  let host: HostTable
  let call: hermes_call

  public func callAsFunction(_ level: Level, _ message: String) {
    host.log(call, level, message)
  }
}
