import HermesEvents

/// Metrics in the text format 0.0.4 of Prometheus.
struct PrometheusText {
  private(set) var text = ""

  enum Kind: String { case counter, gauge, histogram }

  /// Begins a metric; its values follow.
  mutating func metric(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  mutating func value(_ name: String, _ value: some Numeric, _ labels: [(String, String)] = []) {
    let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(value)\n"
  }

  /// A metric with one value.
  mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: some Numeric) {
    metric(name, kind, help)
    self.value(name, value)
  }

  mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram) {
    metric(name, .histogram, help)
    let snapshot = histogram.snapshot
    for (bound, count) in snapshot.cumulative {
      value(name + "_bucket", count, [("le", "\(bound)")])
    }
    value(name + "_bucket", snapshot.count, [("le", "+Inf")])
    value(name + "_sum", snapshot.sum)
    value(name + "_count", snapshot.count)
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
