/// A JSON document as a value. Objects keep the order of their members, so that encoding is
/// deterministic.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// A member of an object; nil for any other value and for an absent member.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }

  /// The text, or nil if it is not a string.
  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The integer, or nil. A number with a zero fraction, such as `2.0`, counts as an integer.
  package var int: Int64? {
    switch self {
    case .int(let value): value
    case .double(let value): Int64(exactly: value)
    case .null, .bool, .string, .array, .object: nil
    }
  }

  /// The number, or nil if it is not one; a large integer may lose digits.
  package var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    case .null, .bool, .string, .array, .object: nil
    }
  }

  /// The truth value, or nil if it is not one.
  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements, or nil if it is not an array.
  package var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members, or nil if it is not an object.
  package var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The elements of an array of strings; nil for any other value.
  package var strings: [String]? {
    guard let array else { return nil }
    let strings = array.compactMap(\.string)
    return strings.count == array.count ? strings : nil
  }
}

/// The members of a JSON object in their order. Lookup is linear: the objects here are small.
package struct JSONObject: Sendable, Equatable {
  /// In the order in which they were parsed or set.
  package private(set) var members: [(key: String, value: JSONValue)] = []

  package init() {}

  /// The caller guarantees that the names are unique.
  package init(_ members: [(key: String, value: JSONValue)]) { self.members = members }

  /// Setting nil removes the member; a new member is appended.
  package subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
    }
  }

  /// The names of the members, in their order.
  package var keys: [String] { members.map(\.key) }

  /// Compares members regardless of their order.
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count
      && left.members.allSatisfy { right[$0.key] == $0.value }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { (key: $0.0, value: $0.1) }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { (key: $0.0, value: $0.1) }))
  }
  /// An array of strings.
  package init(_ strings: [String]) { self = .array(strings.map(JSONValue.string)) }
}
