import Glibc
import HermesContract
import Logging
import Synchronization

/// Writes structured log lines to standard error.
enum ServerLog {
  /// The label of the server's own logger, whose level may change; others log from `info` on.
  private static let label = "hermes"
  /// The index of the level in `Logger.Level.allCases`.
  private static let index = Atomic(index(of: .info))

  /// - Parameter format: "text" or "json".
  static func makeLogger(level: String, format: String = "text") -> Logger {
    setLevel(level)
    LoggingSystem.bootstrap { label -> any LogHandler in
      let fixed: Logger.Level? = label == Self.label ? nil : .info
      if format == "json" { return JSONLines(label: label, fixedLevel: fixed) }
      return TextLines(
        inner: StreamLogHandler.standardError(label: label), fixedLevel: fixed)
    }
    return Logger(label: label)
  }

  /// Changes the level of the server's logger and of all its copies whose level was not set.
  static func setLevel(_ name: String) {
    index.store(index(of: Logger.Level(rawValue: name) ?? .info), ordering: .relaxed)
  }

  fileprivate static var level: Logger.Level {
    Logger.Level.allCases[index.load(ordering: .relaxed)]
  }

  private static func index(of level: Logger.Level) -> Int {
    Logger.Level.allCases.firstIndex(of: level) ?? 0
  }
}

/// One line per message, whatever the message contains.
private struct TextLines: LogHandler {
  var inner: StreamLogHandler
  /// nil: the server's.
  var fixedLevel: Logger.Level?

  var logLevel: Logger.Level {
    get { fixedLevel ?? ServerLog.level }
    set { fixedLevel = newValue }
  }

  var metadata: Logger.Metadata {
    get { inner.metadata }
    set { inner.metadata = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { inner[metadataKey: key] }
    set { inner[metadataKey: key] = newValue }
  }

  func log(event: LogEvent) {
    var shown = event
    shown.message = "\(VisibleText.line("\(event.message)"))"
    shown.metadata = event.metadata?.mapValues { "\(VisibleText.line("\($0)"))" }
    inner.log(event: shown)
  }
}

/// One JSON object per line: `time`, `level`, `label`, `message`, then the metadata.
private struct JSONLines: LogHandler {
  let label: String
  /// nil: the server's.
  var fixedLevel: Logger.Level?
  var metadata = Logger.Metadata()

  init(label: String, fixedLevel: Logger.Level?) {
    self.label = label
    self.fixedLevel = fixedLevel
  }

  var logLevel: Logger.Level {
    get { fixedLevel ?? ServerLog.level }
    set { fixedLevel = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var object = JSONObject([
      (key: "time", value: .string(Timestamp.now.text)),
      (key: "level", value: .string(event.level.rawValue)),
      (key: "label", value: .string(label)),
      (key: "message", value: .string("\(event.message)")),
    ])
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      // Metadata must not replace the standard members.
      object[object[key] == nil ? key : "metadata.\(key)"] = .string("\(value)")
    }
    let line =
      Array(VisibleText.lines(JSONWriter.text(.object(object))).utf8) + [UInt8(ascii: "\n")]
    // One write per line, so that lines of several threads do not mix.
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
