import Foundation

/// What the system tells of Python in the sandbox; nothing while it is not there, or where the system lets nobody look.
struct SandboxedPython {
  /// bubblewrap's process, outside the sandbox.
  private let bubblewrap: pid_t
  private var found: String?
  private var isLowered = false

  init(of bubblewrap: pid_t) { self.bubblewrap = bubblewrap }

  /// Whether Python has been found by its name, which holds only until the code in it runs. True as well where
  /// the system has no list of children, since Python will never be found there.
  mutating func isIdentified() -> Bool {
    process() != nil || access("/proc/\(bubblewrap)/task/\(bubblewrap)/children", R_OK) != 0
  }

  /// The kernel's page tables: memory that is scattered thinly takes a thousand times its size in them.
  mutating func pageTableBytes() -> Int? {
    guard let process = process(),
      let status = ProcessInspection.contents(ofFile: "/proc/\(process)/status", most: 4096),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmPTE:") })
    else { return nil }
    let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first
    return kilobytes.flatMap { Int($0) }.map { $0 << 10 }
  }

  /// Gives its session the least share of the processors, where the system has such shares (sched(7), autogroups).
  mutating func lowerSession() {
    guard !isLowered, let process = process() else { return }
    let file = open("/proc/\(process)/autogroup", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else {
      isLowered = true
      return
    }
    defer { close(file) }
    // Without privileges the system takes ten of them a second.
    isLowered = write(file, "19", 2) > 0 || errno != EAGAIN
  }

  /// What all its threads have had of the processors.
  mutating func processorTime() -> Duration? {
    guard let process = process(),
      let statistics = ProcessInspection.contents(ofFile: "/proc/\(process)/stat", most: 1024),
      let end = statistics.lastIndex(of: ")")
    else { return nil }
    let fields = statistics[end...].split(separator: " ")
    guard fields.count > 13, let user = Int(fields[12]), let system = Int(fields[13]) else {
      return nil
    }
    return .milliseconds((user + system) * 1000 / sysconf(Int32(_SC_CLK_TCK)))
  }

  /// How long its first thread has stood in line for a processor, which the code can't help: everything else goes
  /// first.
  mutating func processorWait() -> Duration? {
    guard let process = process(),
      let statistics = ProcessInspection.contents(ofFile: "/proc/\(process)/schedstat", most: 256)
    else { return nil }
    let nanoseconds = statistics.split(separator: " ").dropFirst().first
    return nanoseconds.flatMap { Int64($0) }.map { .nanoseconds($0) }
  }

  private mutating func process() -> String? {
    if found == nil { found = findInterpreter() }
    return found
  }

  /// bubblewrap's child is the first process of the namespace, and starts the program. nil until that is Python: its
  /// parent would be kept in its place.
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
