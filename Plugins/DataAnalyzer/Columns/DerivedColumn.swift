/// A column that a request computes from others, row by row: "qty * unit_price".
enum DerivedColumn {
  enum Operation: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  enum Operand: Sendable {
    case column(DataColumn)
    case number(Double, raw: String)
  }

  /// Evaluates from left to right. A row with a missing value or a divisor of 0 has no result.
  static func of(_ operands: [Operand], operations: [Operation]) -> DataColumn? {
    guard let first = operands.first, operands.count == operations.count + 1 else { return nil }
    let rows = operands.lazy.compactMap { operand in
      if case .column(let column) = operand { column.numbers.count } else { nil }
    }.first
    guard let rows else { return nil }
    var name = self.operandName(first)
    var numbers = values(first, rows: rows)
    var decimals = self.decimals(first)
    var unit = self.operandUnit(first)
    for (operation, operand) in zip(operations, operands.dropFirst()) {
      name += " \(operation.rawValue) \(self.operandName(operand))"
      let others = values(operand, rows: rows)
      let digits = self.decimals(operand)
      decimals =
        switch operation {
        case .plus, .minus: decimals.flatMap { first in digits.map { max(first, $0) } }
        case .times: decimals.flatMap { first in digits.map { first + $0 } }
        case .over: nil
        }
      let scale = decimals
      numbers = zip(numbers, others).map { a, b in
        guard let a, let b else { return nil }
        let value = result(of: operation, left: a, right: b)
        // 0.1 and 0.2 make 0.3.
        let exact = scale.flatMap { DecimalSum([value], decimals: $0)?.sum } ?? value
        return exact.isFinite ? exact : nil
      }
      let other = self.operandUnit(operand)
      unit =
        switch operation {
        case .plus, .minus: unit == other ? unit : nil
        case .times: unit == nil ? other : other == nil ? unit : nil
        case .over: other == nil ? unit : nil
        }
    }
    return DataColumn(name: name, numbers: numbers, decimals: decimals, unit: unit)
  }

  /// The sum, mean or extreme of several columns in each row without missing values.
  /// - Parameter isNamed: Whether each column is named; named columns need not be adjacent.
  static func of(_ figure: Figure, columns: [DataColumn], isNamed: Bool = false) -> DataColumn? {
    guard let first = columns.first, let last = columns.last else { return nil }
    let scale = columns.reduce(into: Int?(0)) { scale, column in
      scale = scale.flatMap { scale in column.decimals.map { max(scale, $0) } }
    }
    let numbers = first.numbers.indices.map { row -> Double? in
      let values = columns.compactMap { $0.numbers[row] }
      return values.count == columns.count ? figure.value(of: values, decimals: scale) : nil
    }
    let all = columns.map { CellText.cut($0.name, to: 60) }.joined(separator: ", ")
    return DataColumn(
      name: isNamed
        ? "\(figure.name) of \(all)"
        : figure == .sum
          ? "\(first.name) + … + \(last.name)" : "\(figure.name) \(first.name) to \(last.name)",
      numbers: numbers,
      decimals: figure == .mean ? nil : scale,
      unit: columns.allSatisfy { $0.unit == first.unit } ? first.unit : nil)
  }

  private static func result(of operation: Operation, left a: Double, right b: Double) -> Double {
    switch operation {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: b == 0 ? .nan : a / b
    }
  }

  private static func operandName(_ operand: Operand) -> String {
    switch operand {
    case .column(let column): column.name
    case .number(_, let raw): raw
    }
  }

  private static func values(_ operand: Operand, rows: Int) -> [Double?] {
    switch operand {
    case .column(let column): column.numbers
    case .number(let number, _): Array(repeating: number, count: rows)
    }
  }

  private static func decimals(_ operand: Operand) -> Int? {
    switch operand {
    case .column(let column): column.decimals
    case .number(let number, _): number == number.rounded() ? 0 : nil
    }
  }

  private static func operandUnit(_ operand: Operand) -> String? {
    if case .column(let column) = operand { column.unit } else { nil }
  }
}
