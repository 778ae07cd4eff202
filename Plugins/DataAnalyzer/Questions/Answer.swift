/// What a question about a table is answered with.
struct Answer: Sendable {
  struct Number: Sendable, Encodable {
    let figure: String
    let column: String
    /// nil where there is none, as of no rows.
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
    /// Rows that are not listed.
    let left: Int
  }

  /// As it was asked.
  let question: String
  /// One plain sentence.
  var sentence: String
  var numbers: [Number] = []
  var groups: [Group] = []
  /// Names or values, best first.
  var values: [String] = []
  /// How many rows it was worked out of; nil where that says nothing.
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
