import Glibc

enum SignalName {
  /// For example "SIGSEGV (Segmentation fault)".
  static func of(_ number: Int32) -> String {
    let names: [Int32: String] = [
      SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGKILL: "SIGKILL",
      SIGPIPE: "SIGPIPE", SIGSEGV: "SIGSEGV", SIGSYS: "SIGSYS", SIGTERM: "SIGTERM",
      SIGTRAP: "SIGTRAP", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ",
    ]
    let text = strsignal(number).map { String(cString: $0) } ?? "unknown"
    return "\(names[number] ?? "signal \(number)") (\(text))"
  }
}
