/// Formats numbers for people: "1 step", "2 steps".
package enum Count {
  /// A number with its noun in the singular or plural.
  package static func of(_ number: Int, noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A size for people: bytes below 1000, otherwise kB or MB with one decimal.
  package static func bytes(_ number: Int) -> String {
    if number < 1000 { return of(number, noun: "byte") }
    let (unit, divisor) = number < 1_000_000 ? ("kB", 1000) : ("MB", 1_000_000)
    // Divided first: a server may name any number.
    let tenths = number / divisor * 10 + (number % divisor * 10 + divisor / 2) / divisor
    return "\(tenths / 10).\(tenths % 10) \(unit)"
  }

  /// A duration for people: whole seconds, or minutes and seconds.
  package static func elapsed(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
