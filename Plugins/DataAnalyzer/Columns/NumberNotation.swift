/// Whether comma or point is the decimal sign; the other one separates thousands.
enum NumberNotation: Sendable {
  case decimalPoint
  case decimalComma

  var other: NumberNotation { self == .decimalPoint ? .decimalComma : .decimalPoint }
}
