import Glibc
import HermesCRuntime

/// Limits and clock of the machine.
enum MachineChecks {
  private static let fewDescriptors: UInt = 4096

  static var findings: [Finding] { [descriptors, clock] }

  static var descriptors: Finding {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    let most = UInt(limit.rlim_max)
    guard most < fewDescriptors else {
      return .good("descriptors", text: "The process may open \(most) files and connections.")
    }
    return .warning(
      "descriptors", text: "The process may open only \(most) files and connections together.",
      cure: "Raise the limit: LimitNOFILE=65536 of the service, or ulimit -Hn.")
  }

  private static var clock: Finding {
    guard hermes_clock_is_set() == 0 else {
      return .good("clock", text: "A time service sets the clock.")
    }
    return .warning(
      "clock",
      text: "No time service is known to set the clock, so times and expiries may be wrong.",
      cure: "Run one, such as systemd-timesyncd or chrony, here or on the host of the container.")
  }
}
