import HermesBackup
import HermesConfiguration
import HermesContract
import HermesTerminal
import HermesThreads

/// What the commands about backups share: a thread for the work, its progress, and its summary.
enum BackupWork {
  /// Runs `body` on a thread, because it blocks, and shows its progress on a terminal.
  /// - Throws: `CommandFailure`.
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable (_ report: @escaping (BackupProgress) -> Void) throws -> Value
  ) async throws -> Value {
    let thread = WorkerThreads("backup", limit: 1)
    let style = Console.errorStyle
    do {
      return try await thread.run {
        var line = ProgressLine(style: style)
        defer { line.clear() }
        return try withoutActuallyEscaping({ (progress: BackupProgress) in line.display(progress) })
        {
          try body($0)
        }
      }
    } catch let error as BackupError {
      throw CommandFailure(message: error.description)
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
  }

  /// The settings, with a failure in the words of commands.
  static func settings(_ options: SettingsOptions) async throws -> ServerSettings {
    do { return try await options.settings() } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
  }

  /// For people: "12 tasks, 3 accounts, 4.5 MB".
  static func summary(of manifest: BackupManifest) -> String {
    "\(Count.of(manifest.contents.tasks, noun: "task")), \(Count.of(manifest.contents.accounts, noun: "account")), \(Count.bytes(manifest.bytes))"
  }
}

/// One line on a terminal that is redrawn ten times a second at most.
private struct ProgressLine {
  let style: TerminalStyle
  private var next = ContinuousClock.now
  private var isDrawn = false

  init(style: TerminalStyle) { self.style = style }

  mutating func display(_ progress: BackupProgress) {
    let now = ContinuousClock.now
    guard style.isLive, now >= next else { return }
    next = now + .milliseconds(100)
    isDrawn = true
    let text =
      switch progress {
      case .database(let fraction): "Copying the database: \(Int(fraction * 100)) %"
      case .files(let bytes): "Copying files: \(Count.bytes(bytes))"
      case .checked(let bytes): "Checking: \(Count.bytes(bytes))"
      }
    Console.draw("\r\u{1B}[K\(text)")
  }

  mutating func clear() {
    if isDrawn { Console.draw("\r\u{1B}[K") }
    isDrawn = false
  }
}
