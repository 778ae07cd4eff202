/// Which of comma and point is the decimal sign; the other one parts thousands.
enum NumberNotation: Sendable {
  case decimalPoint
  case decimalComma

  var other: NumberNotation { self == .decimalPoint ? .decimalComma : .decimalPoint }
}
