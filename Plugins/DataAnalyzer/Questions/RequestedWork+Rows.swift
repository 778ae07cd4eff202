/// Merges wishes that belong to one listing or conversion: its order, columns and conditions.
extension RequestedWork {
  /// "Sort by age and show only Rome": one listing.
  mutating func mergeRows() {
    for index in questions.indices.dropFirst() {
      // "Sort these by salary, and list them".
      if case .rows(_, .some) = questions[index - 1].wish,
        case .rows(let columns, nil) = questions[index].wish, columns.isEmpty,
        questions[index].filters.isEmpty
      {
        questions.remove(at: index)
        return
      }
      // "Sort by date and give me only product and date".
      if case .rows(let others, .some(let order)) = questions[index - 1].wish, others.isEmpty,
        case .rows(let columns, nil) = questions[index].wish, !columns.isEmpty,
        questions[index].filters.isEmpty, questions[index].derived.isEmpty
      {
        questions[index - 1].wish = .rows(columns: columns, order: order)
        questions.remove(at: index)
        return
      }
      // "Sort by date and show only the product".
      if case .rows(let others, .some(let order)) = questions[index - 1].wish, others.isEmpty,
        case .values(let columns) = questions[index].wish, questions[index].filters.isEmpty,
        questions[index].derived.isEmpty, Self.saysOnly(questions[index])
      {
        questions[index - 1].wish = .rows(columns: columns, order: order)
        questions.remove(at: index)
        return
      }
      // "Just the names, sorted by salary".
      if case .rows(let columns, nil) = questions[index - 1].wish, !columns.isEmpty,
        case .rows(let others, .some(let order)) = questions[index].wish, others.isEmpty,
        questions[index].filters.isEmpty, questions[index].derived.isEmpty
      {
        questions[index - 1].wish = .rows(columns: columns, order: order)
        questions.remove(at: index)
        return
      }
      guard case .rows(let first, let before) = questions[index - 1].wish, first.isEmpty,
        case .rows(let second, let after) = questions[index].wish, second.isEmpty,
        (before == nil) != (after == nil),
        questions[index - 1].filters.isEmpty != questions[index].filters.isEmpty
      else { continue }
      questions[index].wish = .rows(columns: [], order: after ?? before)
      questions[index].filters += questions[index - 1].filters
      questions.remove(at: index - 1)
      return
    }
  }

  /// "Convert it to JSON and sort by age": the order applies to the conversion.
  mutating func takeOrder() {
    guard
      let place = questions.firstIndex(where: {
        if case .conversion = $0.wish { true } else { false }
      }),
      case .conversion(let format, var rows) = questions[place].wish, rows.order == nil
    else { return }
    for (index, question) in questions.enumerated() {
      guard case .rows(let columns, let order) = question.wish, question.derived.isEmpty else {
        continue
      }
      // Column names after it are a separate wish.
      let picks = !columns.isEmpty && Self.picks(question)
      guard columns.isEmpty || (picks || index < place) && rows.columns.isEmpty else { return }
      // "List the people in Rome and convert them", "convert it. Only rows in Rome".
      guard order != nil || picks || index < place || Self.saysWhich(question) else { continue }
      rows.order = order
      if rows.columns.isEmpty { rows.columns = columns }
      questions[place].wish = .conversion(format, rows)
      // The conversion already contains the conditions that it read itself.
      questions[place].filters += question.filters.filter { filter in
        !questions[place].filters.contains {
          $0.text("") == filter.text("") && $0.column == filter.column
        }
      }
      questions.remove(at: index)
      return
    }
  }

  private static func saysOnly(_ question: Question) -> Bool {
    question.text.lowercased().split(separator: " ").contains { ["only", "just"].contains($0) }
  }

  /// "Only name and age".
  private static func picks(_ question: Question) -> Bool {
    ["only", "just"].contains(question.text.lowercased().split(separator: " ").first ?? "")
  }

  private static func saysWhich(_ question: Question) -> Bool {
    let first = question.text.lowercased().split(separator: " ").first ?? ""
    return !question.filters.isEmpty
      && ["only", "just", "not", "except", "without"].contains(first)
  }
}
