/// The answer to a question about a table.
struct Answer: Sendable {
  struct Number: Sendable, Encodable {
    let figure: String
    let column: String
    /// Nil if there is none, for example for no rows.
    let value: Double?
  }

  struct Group: Sendable, Encodable {
    let key: String
    let value: Double?
    let rows: Int
  }

  struct Listing: Sendable {
    let head: [String]
    let rows: [[String]]
    /// The columns of numbers.
    let numeric: Set<Int>
    /// The number of rows that are not listed.
    let left: Int
  }

  /// As the user asked it.
  let question: String
  /// One plain sentence.
  var sentence: String
  var numbers: [Number] = []
  var groups: [Group] = []
  /// Names or values, best first.
  var values: [String] = []
  /// The number of rows that it was computed from; nil where that is not informative.
  var rows: Int?
  var listing: Listing?
  var chart: Chart?
  var conversion: TableText?
}

extension Answer: Encodable {
  private enum Key: String, CodingKey {
    case question, answer, value, figures, groups, values, rows
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(question, forKey: .question)
    try object.encode(sentence, forKey: .answer)
    if groups.isEmpty, numbers.count == 1 {
      try object.encodeIfPresent(numbers[0].value, forKey: .value)
    }
    if !numbers.isEmpty { try object.encode(numbers, forKey: .figures) }
    if !groups.isEmpty { try object.encode(groups, forKey: .groups) }
    if !values.isEmpty { try object.encode(values, forKey: .values) }
    try object.encodeIfPresent(rows, forKey: .rows)
  }
}
