import HermesContract

/// The finding about one item.
package struct Verdict: Sendable, Equatable {
  /// How a check ended.
  package enum Outcome: String, Sendable {
    case pass, fail, warning, skipped
  }

  /// What was checked.
  package let item: CheckItem
  /// How the check ended.
  package let outcome: Outcome
  /// What was observed; for `skipped`, the reason.
  package let seen: String
  /// What to do about it; empty for `pass` and `skipped`.
  package let cure: String
  /// What the library wrote to its standard output and error during the check, at most 21 lines.
  package var said: [String] = []

  static func pass(_ item: CheckItem, seen: String) -> Verdict {
    Verdict(item: item, outcome: .pass, seen: seen, cure: "")
  }

  static func fail(_ item: CheckItem, seen: String, cure: String) -> Verdict {
    Verdict(item: item, outcome: .fail, seen: seen, cure: cure)
  }

  static func warning(_ item: CheckItem, seen: String, cure: String) -> Verdict {
    Verdict(item: item, outcome: .warning, seen: seen, cure: cure)
  }

  static func skipped(_ item: CheckItem, why: String) -> Verdict {
    Verdict(item: item, outcome: .skipped, seen: why, cure: "")
  }

  /// The line that a probe prints, and the form of `hermes agent check --json`.
  package var json: JSONValue {
    var json = JSONObject([
      (key: "item", value: .string(item.rawValue)),
      (key: "verdict", value: .string(outcome.rawValue)), (key: "seen", value: .string(seen)),
      (key: "asks", value: .string(item.asks)), (key: "cure", value: .string(cure)),
    ])
    if !said.isEmpty { json["said"] = JSONValue(said) }
    return .object(json)
  }

  init(item: CheckItem, outcome: Outcome, seen: String, cure: String) {
    self.item = item
    self.outcome = outcome
    self.seen = seen
    self.cure = cure
  }

  /// nil for JSON in another format than `json`.
  init?(json: JSONValue) {
    guard let item = json["item"]?.string.flatMap(CheckItem.init(rawValue:)),
      let outcome = json["verdict"]?.string.flatMap(Outcome.init(rawValue:)),
      let seen = json["seen"]?.string, let cure = json["cure"]?.string
    else { return nil }
    self.init(item: item, outcome: outcome, seen: seen, cure: cure)
  }
}
