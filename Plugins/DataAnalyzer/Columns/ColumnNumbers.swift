/// The numbers of a column whose cells all look like numbers.
struct ColumnNumbers {
  /// Nil if the column is not to be used in calculations.
  private(set) var values: [Double?]?
  private(set) var decimals: Int?
  private(set) var unit: String?
  private(set) var isIdentifier = false
  private(set) var notes: [String] = []

  init(_ cells: [String?], evidence: NumberEvidence, habits: WritingHabits, name: String) {
    if evidence.identifiers > 0, evidence.wholes == evidence.count {
      isIdentifier = true
      notes = [
        "\(name): the values are identifiers and stay as they are; there is no mean of them."
      ]
      return
    }
    if let reason = Self.refusal(evidence) {
      notes = ["\(name): \(reason); the column counts as text."]
      return
    }
    let (notation, isChoice) = evidence.notation(
      table: habits.notation, hasSemicolons: habits.hasSemicolons)
    guard evidence.matchCount(of: notation) == evidence.count else {
      if evidence.matchCount(of: notation) * 5 >= evidence.count * 4,
        let odd = cells.lazy.compactMap({ $0 }).first(where: {
          NumberShape($0)?.value(notation) == nil
        })
      {
        let wrong = evidence.count - evidence.matchCount(of: notation)
        notes = [
          "\(name): \(wrong) of \(evidence.count) values are not numbers like the others, such as "
            + "\"\(CellText.cut(odd, to: 80))\"; the column counts as text."
        ]
      }
      return
    }
    decimals = evidence.decimals(notation)
    unit = evidence.percent > 0 ? "%" : evidence.currencies.first
    var example: (cell: String, value: Double, weight: Int)?
    var values: [Double?] = []
    values.reserveCapacity(cells.count)
    for cell in cells {
      guard let cell, let shape = NumberShape(cell), let value = shape.value(notation) else {
        // A number beyond the range of a Double doesn't count.
        if cell != nil { return }
        values.append(nil)
        continue
      }
      values.append(value)
      let weight = Self.weight(shape, notation: notation, isChoice: isChoice)
      if weight > example?.weight ?? 0 { example = (cell, value, weight) }
    }
    self.values = values
    if let example {
      notes.append(
        note(
          name, cell: example.cell, value: example.value, evidence: evidence, notation: notation,
          isChoice: isChoice))
    }
  }

  private static func refusal(_ evidence: NumberEvidence) -> String? {
    if evidence.currencies.count > 1 {
      return "it has several units (\(evidence.currencies.joined(separator: ", ")))"
    }
    if evidence.percent > 0, evidence.percent < evidence.count {
      return "some of its numbers are per cent and others are not"
    }
    if evidence.bracketed > 0, evidence.negative > 0 || evidence.bracketed == evidence.count {
      return "numbers in brackets may or may not be negative"
    }
    return nil
  }

  /// How well a cell illustrates the decision.
  private static func weight(
    _ shape: NumberShape, notation: NumberNotation, isChoice: Bool
  ) -> Int {
    let usesGroup = notation == .decimalPoint ? shape.hasComma : shape.hasPoint
    let usesComma = notation == .decimalComma && shape.hasComma
    return (usesGroup || shape.hasSpace ? 8 : 0) + (usesComma ? 4 : 0)
      + (shape.isBracketed ? 16 : 0)
      + (shape.currency != nil ? 2 : 0) + (shape.isPercent ? 1 : 0)
      + (isChoice && (shape.hasPoint || shape.hasComma) ? 1 : 0)
  }

  private func note(
    _ name: String, cell: String, value: Double, evidence: NumberEvidence,
    notation: NumberNotation, isChoice: Bool
  ) -> String {
    var said = "\(name): \"\(cell)\" is read as \(NumberText.exact(value))"
    if evidence.percent > 0 { said += " per cent" }
    if let currency = evidence.currencies.first { said += " (\(currency))" }
    if evidence.bracketed > 0 { said += ": numbers in brackets are negative" }
    if isChoice {
      said +=
        notation == .decimalPoint
        ? ", with a point as the decimal sign" : ", with a comma as the decimal sign"
    }
    if evidence.withCurrency > 0, evidence.withCurrency < evidence.count {
      said += "; not every value names the unit"
    }
    return said + "."
  }
}
