import Foundation
import Glibc
import NIOPosix

/// The standard process metrics, under the names that Prometheus' client libraries use.
struct ProcessMetrics: Sendable {
  let cpuSeconds: Double
  let residentBytes: Int
  let openDescriptors: Int
  let maximumDescriptors: Int
  /// Since 1970.
  let startSeconds: Double

  /// nil if /proc is not available.
  static func current() async -> ProcessMetrics? {
    // Listing thousands of descriptors takes milliseconds.
    try? await NIOThreadPool.singleton.runIfActive { ProcessMetrics() }
  }

  private init?() {
    guard let stat = Self.contents(ofFile: "/proc/self/stat"),
      let memory = Self.contents(ofFile: "/proc/self/statm"),
      let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"),
      let boot = Self.bootSeconds
    else { return nil }
    // The state is the third field, after the name, which may contain anything (proc_pid_stat(5)).
    let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
    func ticks(_ field: Int) -> Double {
      fields.indices.contains(field - 2) ? Double(fields[field - 2]) ?? 0 : 0
    }
    let second = Double(sysconf(Int32(_SC_CLK_TCK)))
    cpuSeconds = (ticks(14) + ticks(15)) / second
    startSeconds = boot + ticks(22) / second
    let pages = memory.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    residentBytes = pages * sysconf(Int32(_SC_PAGESIZE))
    // Without the descriptor that lists them.
    openDescriptors = descriptors.count - 1
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    maximumDescriptors = Int(clamping: limit.rlim_cur)
  }

  private static var bootSeconds: Double? {
    let line = contents(ofFile: "/proc/stat")?.split(separator: "\n").first {
      $0.hasPrefix("btime ")
    }
    return line?.split(separator: " ").last.flatMap { Double($0) }
  }

  private static func contents(ofFile path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  func write(to out: inout PrometheusText) {
    out.single(
      "process_cpu_seconds_total", kind: .counter, help: "Processor time, in seconds.",
      value: cpuSeconds)
    out.single(
      "process_resident_memory_bytes", kind: .gauge, help: "Resident memory.", value: residentBytes)
    out.single(
      "process_open_fds", kind: .gauge, help: "Open file descriptors.", value: openDescriptors)
    out.single(
      "process_max_fds", kind: .gauge, help: "How many may be open.", value: maximumDescriptors)
    out.single(
      "process_start_time_seconds", kind: .gauge, help: "When it started, in seconds since 1970.",
      value: startSeconds)
  }
}
