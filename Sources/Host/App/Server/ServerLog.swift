import Glibc
import HermesContract
import Logging

/// Writes structured log lines to standard error.
enum ServerLog {
  /// - Parameter format: "text" or "json".
  static func makeLogger(level: String, format: String = "text") -> Logger {
    LoggingSystem.bootstrap { label -> any LogHandler in
      if format == "json" { return JSONLines(label: label) }
      return TextLines(inner: StreamLogHandler.standardError(label: label))
    }
    var logger = Logger(label: "hermes")
    logger.logLevel = Logger.Level(rawValue: level) ?? .info
    return logger
  }
}

/// One line per message, whatever the message contains.
private struct TextLines: LogHandler {
  var inner: StreamLogHandler

  var logLevel: Logger.Level {
    get { inner.logLevel }
    set { inner.logLevel = newValue }
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
  var logLevel = Logger.Level.info
  var metadata = Logger.Metadata()

  init(label: String) { self.label = label }

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
