import AgentABI

/// The server's log, under the agent's name. Lines are cut after 8 KiB. Never blocks.
public struct AgentLog: Sendable {
  /// Severity of a line.
  public enum Level: Sendable {
    case debug
    case info
    case warning
    case error

    var ofABI: hermes_log_level {
      switch self {
      case .debug: ABILogLevel.debug
      case .info: ABILogLevel.info
      case .warning: ABILogLevel.warning
      case .error: ABILogLevel.error
      }
    }
  }

  let host: HostProxy
  let call: hermes_call

  /// Writes one line.
  public func callAsFunction(_ level: Level, _ message: String) {
    host.log(call, level: level, message: message)
  }
}
