import HermesContract

/// Metrics in version 0.0.4 of Prometheus' text format.
struct PrometheusText {
  private(set) var text = ""

  enum Kind: String { case counter, gauge, histogram }

  /// Starts a metric; its values follow.
  mutating func metric(_ name: String, kind: Kind, help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  mutating func value(_ name: String, is value: some Numeric, labels: [(String, String)] = []) {
    let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(value)\n"
  }

  /// A metric with a single value.
  mutating func single(_ name: String, kind: Kind, help: String, value: some Numeric) {
    metric(name, kind: kind, help: help)
    self.value(name, is: value)
  }

  /// A histogram without labels.
  mutating func histogram(_ name: String, help: String, values histogram: Histogram) {
    metric(name, kind: .histogram, help: help)
    distribution(name, of: histogram)
  }

  /// The values of one histogram of a metric that has been started.
  mutating func distribution(
    _ name: String, of histogram: Histogram, labels: [(String, String)] = []
  ) {
    let snapshot = histogram.snapshot
    for (bound, count) in snapshot.cumulative {
      value(name + "_bucket", is: count, labels: labels + [("le", "\(bound)")])
    }
    value(name + "_bucket", is: snapshot.count, labels: labels + [("le", "+Inf")])
    value(name + "_sum", is: snapshot.sum, labels: labels)
    value(name + "_count", is: snapshot.count, labels: labels)
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\\", "\"": out += "\\\(character)"
      case "\n": out += "\\n"
      default: out.append(character)
      }
    }
    return out
  }
}
