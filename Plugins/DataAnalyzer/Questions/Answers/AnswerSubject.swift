/// The one row or group that an answer names: "she" in the next question refers to it.
struct AnswerSubject {
  /// The condition that only it meets.
  let filter: RowFilter
  /// For a row; nil for a group.
  let row: Int?
  /// The rows with the same name, of which the row may be one.
  let namesakes: [Int]

  /// - Parameters:
  ///   - label: The column that identifies rows if the question names none.
  ///   - data: Includes the columns that the question computes.
  /// - Returns: Nil if the answer is about several rows or groups, or about all.
  init?(of question: Question, label: Int?, data: [DataColumn]) {
    guard question.group == nil else { return nil }
    let rows = (data.first?.cells.indices ?? 0..<0).filter { row in
      question.filters.allSatisfy { $0.holds(row, of: data) }
    }
    switch question.wish {
    case .extreme(let value, let key, let isMost, let figure, let count) where count ?? 1 == 1:
      let ranking = Ranking(data: data, isMost: isMost, count: count, rank: question.rank)
      if let figure, let key {
        let decimals = data[value].decimals
        let found = ranking.sorted(RowGroups(rows, by: key, of: data).groups) { group in
          figure.value(
            of: data[value].numbers.isEmpty
              ? [] : group.rows.compactMap { data[value].numbers[$0] }, decimals: decimals)
        }
        self.init(group: ranking.best(of: found).map(\.group), key: key, data: data)
        return
      }
      guard case .column(let named)? = key ?? label.map(Question.Key.column), named != value else {
        return nil
      }
      self.init(row: ranking.rows(rows, by: value), label: named, data: data)
    case .crowd(let key, let isMost, let count) where count ?? 1 == 1:
      let ranking = Ranking(data: data, isMost: isMost, count: count, rank: question.rank)
      let found = ranking.sorted(RowGroups(rows, by: key, of: data).groups) {
        Double($0.rows.count)
      }
      self.init(group: ranking.best(of: found).map(\.group), key: key, data: data)
    case .common(let column, let isMost, 1):
      let ranking = Ranking(data: data, isMost: isMost, count: 1, rank: 1)
      let key = Question.Key.column(column)
      let found = ranking.sorted(RowGroups(rows, by: key, of: data).groups) {
        Double($0.rows.count)
      }
      self.init(group: ranking.best(of: found).map(\.group), key: key, data: data)
    case .figures(let figures, let columns)
    where columns.count == 1 && (figures == [.maximum] || figures == [.minimum]):
      guard let label, label != columns[0], data[columns[0]].kind == .number else { return nil }
      let ranking = Ranking(data: data, isMost: figures == [.maximum], count: nil, rank: 1)
      self.init(row: ranking.rows(rows, by: columns[0]), label: label, data: data)
    case .rows where !question.filters.isEmpty:
      guard let label else { return nil }
      self.init(row: rows, label: label, data: data)
    case .values(let columns) where columns.count == 1 && !question.filters.isEmpty:
      let key = Question.Key.column(columns[0])
      self.init(group: RowGroups(rows, by: key, of: data).groups, key: key, data: data)
    default: return nil
    }
  }

  /// The single value in a column of names that a question asked for, as a group: "7B" for "which
  /// class is she in?".
  static func asked(by question: Question, data: [DataColumn]) -> AnswerSubject? {
    let column: Int
    switch question.wish {
    case .rows(let columns, nil) where columns.count == 1: column = columns[0]
    case .values(let columns) where columns.count == 1: column = columns[0]
    default: return nil
    }
    guard question.group == nil, !question.filters.isEmpty, data[column].kind == .text else {
      return nil
    }
    let rows = data[column].cells.indices.filter { row in
      question.filters.allSatisfy { $0.holds(row, of: data) }
    }
    let key = Question.Key.column(column)
    return AnswerSubject(group: RowGroups(rows, by: key, of: data).groups, key: key, data: data)
  }

  /// Whether the answer may name a single row or group.
  static func mayBe(of question: Question) -> Bool {
    guard question.group == nil else { return false }
    return switch question.wish {
    case .extreme, .crowd, .common, .rows, .values, .figures: true
    default: question.subject != nil
    }
  }

  private init?(row found: [Int], label: Int, data: [DataColumn]) {
    guard found.count == 1, let name = ValueCounts.value(of: data[label], found[0]) else {
      return nil
    }
    let rows = data[label].cells.indices.filter {
      ValueCounts.value(of: data[label], $0).map { FoldedText.of($0) == FoldedText.of(name) }
        ?? false
    }
    (row, namesakes) = (found[0], rows)
    filter = RowFilter(
      column: label, test: .isRow(found[0], shown: CellText.cut(name, to: 80)))
  }

  /// All rows of the table with a group's key, not only the compared ones.
  private init?(group found: [RowGroups.Group], key: Question.Key, data: [DataColumn]) {
    guard found.count == 1, case .column(let column) = key, let first = found[0].rows.first,
      data[column].kind != .date, let name = ValueCounts.value(of: data[column], first)
    else { return nil }
    let test: RowFilter.Test =
      if data[column].kind == .number, let number = data[column].numbers[first] {
        .equals(number)
      } else {
        .isOne([FoldedText.of(name)], shown: [CellText.cut(name, to: 80)])
      }
    filter = RowFilter(column: column, test: test)
    let meeting = filter
    namesakes = data[column].cells.indices.filter { meeting.holds($0, of: data) }
    row = nil
  }
}
