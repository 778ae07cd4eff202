import Foundation

/// The kernel's page tables of the code in a sandbox: memory that is scattered thinly takes a thousand times its size
/// in them.
struct PageTables {
  /// bubblewrap's process, outside the sandbox.
  private let bubblewrap: pid_t
  private var python: String?

  init(of bubblewrap: pid_t) { self.bubblewrap = bubblewrap }

  /// - Returns: nil while the sandbox is not there, or where the system lets nobody look.
  mutating func bytes() -> Int? {
    if python == nil { python = findPython() }
    guard let python,
      let status = ProcessInspection.text("/proc/\(python)/status", most: 4096),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmPTE:") })
    else { return nil }
    let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first
    return kilobytes.flatMap { Int($0) }.map { $0 << 10 }
  }

  /// bubblewrap's child is the first process of the namespace, and starts the program. nil until that is Python: its
  /// parent would be kept in its place.
  private func findPython() -> String? {
    var last: String?
    var next = "\(bubblewrap)"
    for _ in 0..<3 {
      guard let child = ProcessInspection.firstChild(of: next) else { break }
      (last, next) = (child, child)
    }
    guard let last,
      ProcessInspection.text("/proc/\(last)/comm", most: 64)?.hasPrefix("python") == true
    else { return nil }
    return last
  }
}
