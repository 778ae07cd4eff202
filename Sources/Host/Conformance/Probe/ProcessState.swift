import Foundation
import Glibc
import HermesThreads

/// State of the whole process that no agent may change.
struct ProcessState {
  private let directory = FileManager.default.currentDirectoryPath
  private let locale = setlocale(LC_ALL, nil).map { String(cString: $0) } ?? ""
  private let umask = ProcessState.status("Umask")
  private let environment = ProcessInfo.processInfo.environment
  private let signals = SignalHandlers()

  /// A line of /proc/self/status.
  private static func status(_ key: String) -> String {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").first { $0.hasPrefix("\(key):") }.map(String.init) ?? ""
  }

  /// Descriptions of the differences from `before`.
  func changes(since before: ProcessState) -> [String] {
    var found: [String] = []
    if directory != before.directory { found.append("the working directory (now \(directory))") }
    if locale != before.locale { found.append("the locale (now \(locale))") }
    if umask != before.umask { found.append("the umask") }
    for (name, value) in environment.sorted(by: { $0.key < $1.key })
    where before.environment[name] != value {
      found.append("the environment variable \(name)")
    }
    for name in before.environment.keys.sorted() where environment[name] == nil {
      found.append("the environment variable \(name) (removed)")
    }
    return found + signals(since: before).map { "the disposition of \($0)" }
  }

  /// The names of the signals whose handlers have changed.
  func signals(since before: ProcessState) -> [String] {
    signals.changed(since: before.signals).map(SignalName.described)
  }
}
