import HermesContract

/// The fields of an `application/x-www-form-urlencoded` body (URL Standard, section 5.1). If a name
/// is repeated, its last value counts.
struct FormFields {
  /// Far more than any form here has.
  private static let maximumFields = 32

  private var values: [String: String] = [:]

  /// - Throws: `malformed_form` for too many fields, and for decoded text that is not UTF-8 or has
  ///   more combining marks in a row than any text needs.
  init(_ body: [UInt8]) throws(HermesError) {
    let fields = body.split(separator: UInt8(ascii: "&"), maxSplits: Self.maximumFields)
    guard fields.count <= Self.maximumFields else {
      throw HermesError(
        .malformedForm, message: "The form has more than \(Self.maximumFields) fields.")
    }
    for field in fields {
      let pair = field.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      values[try Self.decoded(pair[0])] = pair.count == 2 ? try Self.decoded(pair[1]) : ""
    }
  }

  subscript(name: String) -> String? { values[name] }

  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(HermesError) -> String {
    let decoded = PercentEncoding.decoded(
      bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 })
    guard let text = String(validating: decoded, as: UTF8.self), StreamSafeText.isSafe(decoded)
    else {
      throw HermesError(
        .malformedForm,
        message:
          "A field of the form is not UTF-8, or has more than \(StreamSafeText.maximumMarks) combining marks in a row."
      )
    }
    return text
  }
}
