/// A number as written in a cell, before the meaning of its commas and points is known.
struct NumberShape: Sendable {
  /// Digits, points and commas, and a space for every character that can only separate thousands.
  private(set) var body: [UInt8] = []
  private(set) var exponent: [UInt8] = []
  private(set) var isNegative = false
  /// In parentheses, as accountants write negative numbers.
  private(set) var isBracketed = false
  private(set) var hasPlus = false
  private(set) var isPercent = false
  /// The sign or code of a currency, or another unit, as written: "$", "EUR", "kg".
  private(set) var currency: String?
  private(set) var hasPoint = false
  private(set) var hasComma = false
  private(set) var hasSpace = false

  private static let (point, comma, space) = (
    UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: " ")
  )
  private static let maximumBytes = 64

  /// - Parameter cell: Without surrounding white space.
  /// - Returns: Nil for anything but a number, such as "inf" and "0x10".
  init?(_ cell: String) {
    guard !cell.isEmpty, cell.utf8.count <= Self.maximumBytes,
      cell.utf8.contains(where: { $0 >= 48 && $0 <= 57 })
    else { return nil }
    if Self.isPlain(cell) {
      guard takePlain(cell) else { return nil }
      lookForMarks()
      return
    }
    var scalars = Array(cell.unicodeScalars)[...]
    guard takeAround(&scalars), takeNumber(scalars) else { return nil }
    lookForMarks()
  }

  private mutating func lookForMarks() {
    var found = (point: false, comma: false, space: false)
    body.withUnsafeBufferPointer { body in
      for byte in body where byte < 48 {
        switch byte {
        case Self.point: found.point = true
        case Self.comma: found.comma = true
        default: found.space = true
        }
      }
    }
    (hasPoint, hasComma, hasSpace) = found
  }

  /// Whether it has only ASCII digits, points, commas and at most a sign, like most cells.
  private static func isPlain(_ cell: String) -> Bool {
    cell.utf8.allSatisfy {
      $0 >= 48 && $0 <= 57 || $0 == point || $0 == comma || $0 == 45 || $0 == 43
    }
  }

  private mutating func takePlain(_ cell: String) -> Bool {
    body = Array(cell.utf8)
    if body[0] == 45 || body[0] == 43 {
      isNegative = body[0] == 45
      hasPlus = body[0] == 43
      body.removeFirst()
    }
    return !body.contains(45) && !body.contains(43)
  }

  /// Removes signs, parentheses, currencies and the percent sign from both ends.
  private mutating func takeAround(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Bool {
    var hasSign = false
    while let first = scalars.first {
      if CellText.isBlank(first) {
        scalars.removeFirst()
      } else if first == "(", scalars.last == ")", !isBracketed {
        isBracketed = true
        scalars = scalars.dropFirst().dropLast()
      } else if "+-\u{2212}\u{2013}\u{FF0D}\u{FE63}".unicodeScalars.contains(first), !hasSign {
        hasSign = true
        hasPlus = first == "+"
        isNegative = !hasPlus
        scalars.removeFirst()
      } else if !takeCurrency(&scalars, atStart: true) {
        break
      }
    }
    while let last = scalars.last {
      if CellText.isBlank(last) {
        scalars.removeLast()
      } else if last == "%", !isPercent {
        isPercent = true
        scalars.removeLast()
      } else if last == ")", scalars.first == "(", !isBracketed {
        isBracketed = true
        scalars = scalars.dropFirst().dropLast()
      } else if !takeCurrency(&scalars, atStart: false) {
        break
      }
    }
    return !(isBracketed && hasSign) && !scalars.isEmpty
  }

  private mutating func takeCurrency(
    _ scalars: inout ArraySlice<Unicode.Scalar>, atStart: Bool
  ) -> Bool {
    guard currency == nil else { return false }
    let isDigit = { (scalar: Unicode.Scalar) in scalar.value >= 48 && scalar.value <= 57 }
    let signs = { (scalar: Unicode.Scalar) in
      !isDigit(scalar) && !CellText.isBlank(scalar)
        && !"-+(),%\u{2212}".unicodeScalars.contains(scalar)
    }
    let run =
      atStart
      ? Array(scalars.prefix(while: signs))
      : Array(scalars.reversed().prefix(while: signs).reversed())
    // "Fr." contains a point, and so does "$.50".
    for length in stride(from: run.count, to: 0, by: -1) {
      let part = atStart ? run.prefix(length) : run.suffix(length)
      var text = String.UnicodeScalarView()
      text.append(contentsOf: part)
      guard Currency.isOne(String(text)) || !atStart && Currency.isUnit(String(text)) else {
        continue
      }
      currency = String(text)
      scalars = atStart ? scalars.dropFirst(length) : scalars.dropLast(length)
      return true
    }
    return false
  }

  private mutating func takeNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    var scalars = scalars
    if let place = scalars.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent = scalars[(place + 1)...].map { $0.isASCII ? UInt8($0.value) : 0 }
      let digits = exponent.drop { $0 == 45 || $0 == 43 }
      guard !digits.isEmpty, digits.count <= 4, exponent.count - digits.count <= 1,
        digits.allSatisfy({ $0 >= 48 && $0 <= 57 })
      else { return false }
      scalars = scalars[..<place]
    }
    for scalar in scalars {
      switch scalar {
      case "0"..."9", ".", ",": body.append(UInt8(scalar.value))
      case "'", "\u{2019}", "_": body.append(Self.space)
      case _ where CellText.isBlank(scalar): body.append(Self.space)
      default: return false
      }
    }
    return body.contains { $0 >= 48 && $0 <= 57 }
  }

  var isInteger: Bool { exponent.isEmpty && !hasPoint && !hasComma && !hasSpace }

  /// The digits of the integer part and the decimal places; nil if it can't be read in this
  /// notation.
  func digits(_ notation: NumberNotation) -> (
    whole: ArraySlice<UInt8>, fraction: ArraySlice<UInt8>
  )? {
    if !hasPoint, !hasComma, !hasSpace { return (body[...], []) }
    let decimal = notation == .decimalPoint ? Self.point : Self.comma
    let group = notation == .decimalPoint ? Self.comma : Self.point
    var whole = body[...]
    var fraction: ArraySlice<UInt8> = []
    if let place = body.firstIndex(of: decimal) {
      whole = body[..<place]
      fraction = body[(place + 1)...]
      guard fraction.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    guard let separator = whole.first(where: { $0 < 48 }) else { return (whole, fraction) }
    guard separator == group || separator == Self.space, exponent.isEmpty else { return nil }
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    // Groups of three digits, or of two before the last three, as in India.
    guard let first = groups.first, (1...3).contains(first.count), first.first != 48,
      groups.last?.count == 3,
      groups.dropFirst().dropLast().allSatisfy({ $0.count == 3 })
        || first.count < 3 && groups.dropFirst().dropLast().allSatisfy({ $0.count == 2 }),
      groups.allSatisfy({ $0.allSatisfy { $0 >= 48 && $0 <= 57 } })
    else { return nil }
    return (Array(groups.joined())[...], fraction)
  }

  /// Nil if it can't be read in this notation, or is not finite.
  func value(_ notation: NumberNotation) -> Double? {
    guard let (whole, fraction) = digits(notation) else { return nil }
    var text: [UInt8] = isNegative || isBracketed ? [45] : []
    text += whole.isEmpty ? [48] : whole
    if !fraction.isEmpty { text += [Self.point] + fraction }
    if !exponent.isEmpty { text += [UInt8(ascii: "e")] + exponent }
    guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else {
      return nil
    }
    // Not -0.
    return number == 0 ? 0 : number
  }
}
