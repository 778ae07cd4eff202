extension AnswerMaker {
  /// - Parameters:
  ///   - all: The rows that the share refers to, which meet `base`.
  ///   - column: The column whose sum is divided; nil: the number of rows.
  func share(
    _ question: Question, rows: [Int], of all: [Int], base: [RowFilter], column: Int?
  ) -> Answer {
    let (part, whole) = (amount(rows, column: column), amount(all, column: column))
    let inner = question.filters.filter { filter in
      !base.contains { $0.place == filter.place && $0.column == filter.column }
    }
    let what = column.map { "the total \(title($0))" } ?? "the rows"
    guard let part, let whole, whole != 0 else {
      return Answer(
        question: question.text, sentence: "There is nothing\(condition(base)) to have a share of.",
        rows: rows.count)
    }
    let share = part / whole * 100
    let of = "\(shownAmount(part, column: column)) of \(shownAmount(whole, column: column))"
    let sentence =
      column == nil
      ? "\(NumberText.of(share)) % of \(what)\(condition(base)) (\(of)) are those\(condition(inner))."
      : "\(NumberText.of(share)) % of \(what)\(condition(base)) (\(of)) is that\(condition(inner))."
    return Answer(
      question: question.text, sentence: sentence,
      numbers: [
        Answer.Number(figure: "share", column: column.map(title) ?? "", value: share)
      ], rows: rows.count)
  }

  /// For each group, the share of its rows that meet the conditions; without conditions, the
  /// group's share of all rows.
  func groupedShare(
    _ question: Question, rows: [Int], of all: [Int], group: Question.Key, column: Int?
  ) -> Answer {
    let groups = RowGroups(column == nil ? all : rows, by: group, of: data)
    guard !groups.groups.isEmpty else { return nothing(question) }
    let isInner = column == nil && !question.filters.isEmpty
    let chosen = Set(rows)
    let whole = amount(all, column: column) ?? 0
    let shares = groups.groups.map { group -> Double? in
      let part =
        isInner
        ? Double(group.rows.count(where: chosen.contains)) : amount(group.rows, column: column) ?? 0
      let of = isInner ? Double(group.rows.count) : whole
      return of == 0 ? nil : part / of * 100
    }
    let said = zip(groups.groups, shares).map {
      "\(CellText.cut($0.key, to: 60)) \(NumberText.of($1)) %"
    }
    let what = column.map { "total \(title($0))" } ?? "rows"
    let sentence =
      isInner
      ? "The share of the rows\(condition(question)) in each \(title(group)): \(joined(said))."
      : "The share of the \(what) by \(title(group))\(condition(question)): \(joined(said))."
    var answer = Answer(question: question.text, sentence: sentence)
    answer.groups = zip(groups.groups, shares).prefix(Self.kept).map {
      Answer.Group(key: $0.key, value: $1, rows: $0.rows.count)
    }
    answer.listing = listing(
      head: [title(group), "Share in %", "Rows"],
      zip(groups.groups, shares).map { [$0.key, NumberText.of($1), String($0.rows.count)] })
    return answer
  }

  private func amount(_ rows: [Int], column: Int?) -> Double? {
    guard let column else { return Double(rows.count) }
    return Figure.sum.value(of: numbers(rows, column: column), decimals: data[column].decimals) ?? 0
  }

  private func shownAmount(_ amount: Double, column: Int?) -> String {
    column.map { shown(amount, column: $0) } ?? NumberText.of(amount)
  }
}
