import HermesContract

/// What a check found about one thing that a server needs.
struct Finding: Sendable {
  enum Severity: String, Sendable {
    case good
    /// The server works, but something will not, or not for long.
    case warning
    /// The server does not work, or not safely.
    case fault
  }

  let severity: Severity
  /// What was checked, in a word or two.
  let subject: String
  /// What is the case, as a sentence.
  let text: String
  /// What to do about it, as a sentence; empty for what is good.
  let cure: String

  static func good(_ subject: String, text: String) -> Finding {
    Finding(severity: .good, subject: subject, text: text, cure: "")
  }

  static func warning(_ subject: String, text: String, cure: String) -> Finding {
    Finding(severity: .warning, subject: subject, text: text, cure: cure)
  }

  static func fault(_ subject: String, text: String, cure: String) -> Finding {
    Finding(severity: .fault, subject: subject, text: text, cure: cure)
  }

  /// An error whose message names its own cure.
  static func fault(_ subject: String, error: StartupError) -> Finding {
    Finding(severity: .fault, subject: subject, text: error.description, cure: "")
  }

  /// Text and cure.
  var line: String { cure.isEmpty ? text : "\(text) \(cure)" }

  var json: JSONObject {
    [
      "severity": .string(severity.rawValue), "subject": .string(subject), "text": .string(text),
      "cure": .string(cure),
    ]
  }
}
