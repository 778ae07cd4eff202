/// Evidence from the cells of one column about how its numbers are written.
struct NumberEvidence: Sendable {
  /// The number of cells that look like numbers.
  private(set) var count = 0
  private(set) var pointFits = 0
  private(set) var commaFits = 0
  /// The number of cells with a comma or a point.
  private(set) var separated = 0
  private(set) var withComma = 0
  private(set) var withPoint = 0
  /// The number of integers of at most three digits; `longWholes`: of more digits, without a
  /// separator.
  private(set) var shortWholes = 0
  private(set) var longWholes = 0
  /// Three-digit fractions that end with a zero, which people don't normally write.
  private(set) var zeroEnds = 0
  private(set) var bracketed = 0
  private(set) var negative = 0
  private(set) var percent = 0
  private(set) var currencies: [String] = []
  private(set) var withCurrency = 0
  /// Integers with a leading zero, with more digits than a `Double` holds, or with a plus and many
  /// digits: identifiers, not amounts.
  private(set) var identifiers = 0
  private(set) var wholes = 0
  /// The largest number of decimal places, per notation; nil with an exponent.
  private(set) var pointDecimals: Int? = 0
  private(set) var commaDecimals: Int? = 0

  mutating func add(_ shape: NumberShape) {
    count += 1
    let point = shape.digits(.decimalPoint)
    let comma = shape.digits(.decimalComma)
    if point != nil { pointFits += 1 }
    if comma != nil { commaFits += 1 }
    if !shape.exponent.isEmpty {
      pointDecimals = nil
      commaDecimals = nil
    }
    if let point { pointDecimals = pointDecimals.map { max($0, point.fraction.count) } }
    if let comma { commaDecimals = commaDecimals.map { max($0, comma.fraction.count) } }
    if shape.hasPoint || shape.hasComma {
      separated += 1
      if shape.hasComma { withComma += 1 }
      if shape.hasPoint { withPoint += 1 }
      if shape.body.last == 48 { zeroEnds += 1 }
    } else if !shape.hasSpace {
      if shape.body.count > 3 { longWholes += 1 } else { shortWholes += 1 }
    }
    if shape.isBracketed { bracketed += 1 }
    if shape.isNegative { negative += 1 }
    if shape.isPercent { percent += 1 }
    if let currency = shape.currency {
      withCurrency += 1
      if currencies.count < 4, !currencies.contains(currency) { currencies.append(currency) }
    }
    if shape.isInteger {
      wholes += 1
      if Self.isIdentifier(shape) { identifiers += 1 }
    }
  }

  private static func isIdentifier(_ shape: NumberShape) -> Bool {
    let digits = shape.body
    if digits.count > 1, digits[0] == 48 { return true }
    if shape.hasPlus, digits.count > 6 { return true }
    guard digits.count > 15, let number = Double(String(decoding: digits, as: UTF8.self)) else {
      return false
    }
    return Int64(exactly: number).map(String.init) != String(decoding: digits, as: UTF8.self)
  }

  func matchCount(of notation: NumberNotation) -> Int {
    notation == .decimalPoint ? pointFits : commaFits
  }

  func decimals(_ notation: NumberNotation) -> Int? {
    notation == .decimalPoint ? pointDecimals : commaDecimals
  }

  /// The notation that the column itself proves; nil if both fit or neither does.
  var decided: NumberNotation? {
    guard separated > 0, pointFits != commaFits else { return nil }
    if pointFits == count { return .decimalPoint }
    return commaFits == count ? .decimalComma : nil
  }

  /// How the column is read, and whether that was a choice.
  /// - Parameters:
  ///   - table: The notation that other columns of the table prove.
  ///   - hasSemicolons: Whether semicolons separate the fields, as is usual with decimal commas.
  func notation(
    table: NumberNotation?, hasSemicolons: Bool
  ) -> (notation: NumberNotation, isChoice: Bool) {
    if let decided { return (decided, false) }
    guard isAmbiguous else {
      return (commaFits > pointFits ? .decimalComma : .decimalPoint, false)
    }
    // Someone who writes 1000 without a separator uses the separator for decimals.
    if longWholes > 0, withComma == 0 || withPoint == 0 {
      return (withComma == 0 ? .decimalPoint : .decimalComma, true)
    }
    if let table { return (table, true) }
    if hasSemicolons { return (.decimalComma, true) }
    // Three digits after every point, a zero at the end, and integers besides: thousands.
    let isGrouped = withComma == 0 && shortWholes > 0 && zeroEnds > 0
    return (isGrouped ? .decimalComma : .decimalPoint, true)
  }

  /// Whether it contains commas or points that can be read in two ways.
  var isAmbiguous: Bool { separated > 0 && pointFits == count && commaFits == count }
}

extension NumberEvidence {
  /// The evidence from a column's cells, without marks of missing values.
  static func of(_ cells: [String]) throws -> NumberEvidence {
    var evidence = NumberEvidence()
    var others = 0
    for (index, cell) in cells.enumerated() {
      if index % 4096 == 0 { try Task.checkCancellation() }
      let text = CellText.trimmed(cell)
      if let shape = NumberShape(text) {
        evidence.add(shape)
      } else if !text.isEmpty {
        others += 1
        // A column of words: further cells don't matter.
        if others == 200, evidence.count == 0 { break }
      }
    }
    return evidence
  }
}
