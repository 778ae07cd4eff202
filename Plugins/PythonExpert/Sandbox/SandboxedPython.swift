import Foundation

/// What /proc reports about Python in the sandbox; nil while it does not exist or is not
/// accessible.
struct SandboxedPython {
  /// bubblewrap's process, outside the sandbox.
  private let bubblewrap: pid_t
  private var found: String?
  /// Whether Python was seen to start.
  var wasSeen: Bool { found != nil }
  private var isLowered = false

  init(of bubblewrap: pid_t) { self.bubblewrap = bubblewrap }

  /// Whether Python has been found by its process name, which is reliable only until its code runs.
  /// Also true if the system has no list of children, because Python will never be found there.
  mutating func isIdentified() -> Bool {
    process() != nil || access("/proc/\(bubblewrap)/task/\(bubblewrap)/children", R_OK) != 0
  }

  /// The size of the kernel's page tables: sparsely scattered memory takes a thousand times its
  /// size in them.
  mutating func pageTableBytes() -> Int? {
    guard let process = process(),
      let status = ProcessInspection.contents(ofFile: "/proc/\(process)/status", most: 4096),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmPTE:") })
    else { return nil }
    let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first
    return kilobytes.flatMap { Int($0) }.map { $0 << 10 }
  }

  /// Gives its session the smallest share of the processors, if the system has such shares
  /// (sched(7), autogroups).
  mutating func lowerSession() {
    guard !isLowered, let process = process() else { return }
    let file = open("/proc/\(process)/autogroup", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else {
      isLowered = true
      return
    }
    defer { close(file) }
    // Without privileges the system accepts ten changes a second.
    isLowered = write(file, "19", 2) > 0 || errno != EAGAIN
  }

  /// The processor time of all its threads.
  mutating func processorTime() -> Duration? {
    guard let fields = statistics(), fields.count > 13, let user = Int(fields[12]),
      let system = Int(fields[13])
    else { return nil }
    return .milliseconds((user + system) * 1000 / sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Whether its first thread runs or waits for a processor.
  mutating func isRunnable() -> Bool { statistics()?[1] == "R" }

  /// How long its first thread has waited for a processor, which is not the code's fault:
  /// everything else takes precedence. The kernel adds a wait only when it has ended.
  mutating func processorWait() -> Duration? {
    guard let process = process(),
      let statistics = ProcessInspection.contents(ofFile: "/proc/\(process)/schedstat", most: 256)
    else { return nil }
    let nanoseconds = statistics.split(separator: " ").dropFirst().first
    return nanoseconds.flatMap { Int64($0) }.map { .nanoseconds($0) }
  }

  /// The fields of /proc/PID/stat (proc(5)) after the name, which may contain anything. The first
  /// is the name's closing parenthesis, so a field of number N in the manual is at N - 2.
  private mutating func statistics() -> [Substring]? {
    guard let process = process(),
      let line = ProcessInspection.contents(ofFile: "/proc/\(process)/stat", most: 1024),
      let end = line.lastIndex(of: ")")
    else { return nil }
    let fields = line[end...].split(separator: " ")
    return fields.count > 1 ? fields : nil
  }

  private mutating func process() -> String? {
    if found == nil { found = findInterpreter() }
    return found
  }

  /// bubblewrap's child is the first process of the namespace, and starts the program. Nil until
  /// that is Python: otherwise its parent would be stored instead.
  private func findInterpreter() -> String? {
    var last: String?
    var next = "\(bubblewrap)"
    for _ in 0..<3 {
      guard let child = ProcessInspection.firstChild(of: next) else { break }
      (last, next) = (child, child)
    }
    guard let last,
      ProcessInspection.contents(ofFile: "/proc/\(last)/comm", most: 64)?.hasPrefix("python")
        == true
    else { return nil }
    return last
  }
}
