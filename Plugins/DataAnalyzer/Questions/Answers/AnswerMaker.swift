/// Computes the answers to questions about a table.
struct AnswerMaker: Sendable {
  /// The limits for groups and names in a sentence, rows in a listing, and entries in the figures.
  static let (spoken, listed, kept) = (10, 200, 1000)

  let analysis: Analysis
  let table: DataTable
  let name: String
  private(set) var data: [DataColumn]

  init(analysis: Analysis, table: DataTable, name: String) {
    (self.analysis, self.table, self.name) = (analysis, table, name)
    data = analysis.data
  }

  /// - Throws: `QuestionFault`, or `CancellationError`.
  func answer(_ question: Question) throws -> Answer {
    var maker = self
    maker.data += question.derived
    return try maker.worked(out: question)
  }

  private func worked(out question: Question) throws -> Answer {
    try Task.checkCancellation()
    var rows = try matching(question.filters)
    if let limit = question.limit {
      rows = limit > 0 ? Array(rows.prefix(limit)) : Array(rows.suffix(-limit))
    }
    if question.group != nil {
      switch question.wish {
      case .figures, .countRows, .countDifferent, .share: break
      case .extreme(_, _, _, nil, _): break
      default: throw QuestionFault("this can't be worked out for each group")
      }
    }
    var answer = try answer(question, rows: rows)
    if question.listsRows, answer.listing == nil {
      answer.listing = listing(question, rows: rows, columns: [], order: nil).listing
    }
    if !question.notes.isEmpty {
      answer.sentence += " (\(question.notes.joined(separator: "; ")).)"
    }
    return answer
  }

  private func answer(_ question: Question, rows: [Int]) throws -> Answer {
    switch question.wish {
    case .figures(let figures, let columns):
      if let group = question.group {
        return groupedFigures(
          question, groups: RowGroups(rows, by: group, of: data), figures: figures, columns: columns
        )
      }
      return self.figures(question, rows: rows, figures: figures, columns: columns)
    case .countRows:
      if let group = question.group {
        return groupedCount(question, groups: RowGroups(rows, by: group, of: data))
      }
      return count(question, rows: rows)
    case .share(let base, let column):
      let all = try matching(base)
      guard let group = question.group else {
        return share(question, rows: rows, of: all, base: base, column: column)
      }
      return groupedShare(question, rows: rows, of: all, group: group, column: column)
    case .countDifferent(let columns):
      if let group = question.group, let column = columns.first {
        return groupedDifferent(
          question, groups: RowGroups(rows, by: group, of: data), column: column)
      }
      return different(question, rows: rows, columns: columns, names: false)
    case .values(let columns): return different(question, rows: rows, columns: columns, names: true)
    case .common(let column, let isMost, let count):
      return common(question, rows: rows, column: column, isMost: isMost, count: count)
    case .extreme(let value, let label, let isMost, let figure, let count):
      let extreme = ExtremeAnswer(
        maker: self, question: question, value: value, isMost: isMost, count: count)
      if let figure, let label {
        return extreme.ofGroups(RowGroups(rows, by: label, of: data), figure: figure, label: label)
      }
      if let group = question.group {
        return extreme.ofEach(RowGroups(rows, by: group, of: data), group: group, label: label)
      }
      return extreme.ofRows(rows, label: label)
    case .crowd(let label, let isMost, let count):
      return crowd(
        question, groups: RowGroups(rows, by: label, of: data), label: label, isMost: isMost,
        count: count)
    case .rows(let columns, let order):
      return listing(question, rows: rows, columns: columns, order: order)
    case .correlation(let columns): return try correlation(question, rows: rows, columns: columns)
    case .missing(let columns): return missing(question, rows: rows, columns: columns)
    case .columns: return columns(question)
    case .chart(let kind, let x, let y, let figure):
      let chart = try ChartMaker(maker: self, rows: rows, descends: question.groupsDescend)
        .chart(kind, x: x, y: y, figure: figure)
      return Answer(
        question: question.text, sentence: chart.sentence + condition(question) + ".",
        rows: rows.count, chart: chart)
    case .conversion(let format, let wanted):
      return try conversion(question, rows: rows, to: format, wanted: wanted)
    case .report: throw QuestionFault("this is for the report")
    }
  }

  private func conversion(
    _ question: Question, rows: [Int], to format: TableFormat, wanted: ConvertedRows
  ) throws -> Answer {
    var rows = rows
    if let order = wanted.order {
      let ranking = Ranking(data: data, isMost: order.isDescending, count: wanted.count, rank: 1)
      rows = wanted.count == nil ? sorted(rows, by: order) : ranking.rows(rows, by: order.column)
    }
    let columns = wanted.columns.isEmpty ? Array(analysis.data.indices) : wanted.columns
    let text = try TableText(
      table, analysis: analysis, rows: rows, columns: columns, format: format, name: name)
    let named = wanted.columns.isEmpty ? "" : " (\(joined(columns.map(title))))"
    return Answer(
      question: question.text,
      sentence:
        "The \(counted(rows.count, noun: "row")) of \(counted(columns.count, noun: "column"))\(named)"
        + "\(condition(question)) are in \(text.name), as \(format.name)\(wanted.order.map(orderWords) ?? "").",
      rows: rows.count, conversion: text)
  }

  func sorted(_ rows: [Int], by order: (column: Int, isDescending: Bool)) -> [Int] {
    let key = SortKey(data[order.column])
    return rows.enumerated().sorted { a, b in
      key.precedes(a.element, before: b.element, isDescending: order.isDescending)
        ?? (a.offset < b.offset)
    }.map(\.element)
  }

  // MARK: - Words

  /// ", sorted by age, the highest first"
  func orderWords(_ order: (column: Int, isDescending: Bool)) -> String {
    ", sorted by \(title(order.column)), the \(order.isDescending ? "highest" : "lowest") first"
  }

  func matching(_ filters: [RowFilter]) throws -> [Int] {
    var rows: [Int] = []
    for row in 0..<analysis.rows {
      // Many words in many rows take seconds: stop working if the call was cancelled.
      if row % 256 == 0 { try Task.checkCancellation() }
      if filters.allSatisfy({ $0.holds(row, of: data) }) { rows.append(row) }
    }
    return rows
  }

  func title(_ column: Int) -> String { CellText.cut(data[column].name, to: 60) }

  func title(_ key: Question.Key) -> String {
    switch key {
    case .column(let column): title(column)
    case .period(let period, _): period.rawValue
    }
  }

  /// " where age is more than 30", or nothing.
  func condition(_ question: Question) -> String { condition(question.filters) }

  func condition(_ filters: [RowFilter]) -> String {
    guard !filters.isEmpty else { return "" }
    return " where " + filters.map { $0.text(title($0.column)) }.joined(separator: " and ")
  }

  func counted(_ count: Int, noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  /// A number with the unit of its column.
  func shown(_ number: Double?, column: Int) -> String {
    let text = NumberText.of(number)
    guard number != nil, let unit = data[column].unit else { return text }
    if unit == "%" { return text + " %" }
    return unit.unicodeScalars.count == 1
      ? (text.hasPrefix("-") ? "-\(unit)\(text.dropFirst())" : unit + text) : "\(text) \(unit)"
  }

  func cellText(_ row: Int, column: Int) -> String {
    let data = data[column]
    if data.kind == .number { return shown(data.numbers[row], column: column) }
    return CellText.cut(ValueCounts.value(of: data, row) ?? "–", to: 80)
  }

  func numbers(_ rows: [Int], column: Int) -> [Double] {
    let numbers = data[column].numbers
    return numbers.isEmpty ? [] : rows.compactMap { numbers[$0] }
  }

  /// A list of texts, cut if there are too many.
  func joined(_ texts: [String]) -> String {
    let more = texts.count - Self.spoken
    return texts.prefix(Self.spoken).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  func nothing(_ question: Question) -> Answer {
    Answer(question: question.text, sentence: "There is no row\(condition(question)).", rows: 0)
  }
}
