import HermesContract

/// Sizes and times with units.
extension ManifestTable {
  /// Bytes, as a whole number or as text such as "512MiB".
  func byteCount(_ key: String, in range: ClosedRange<Int>) throws(ManifestError) -> Int? {
    guard let value = object[key] else { return nil }
    let cure =
      "write bytes from \(Self.sizeText(range.lowerBound)) to \(Self.sizeText(range.upperBound)), "
      + "as a whole number or with KiB, MiB, GiB or TiB"
    switch value {
    case .int(let number):
      guard range.contains(Int(number)) else {
        throw fault(at: key, cause: "is \(number)", cure: cure)
      }
      return Int(number)
    case .string(let text):
      guard let bytes = Self.bytes(text), range.contains(bytes) else {
        throw fault(at: key, cause: "is \"\(text)\"", cure: cure)
      }
      return bytes
    case .null, .bool, .double, .array, .object: throw mistyped(key, value: value, cure: cure)
    }
  }

  private static let sizeUnits = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)]

  private static func bytes(_ text: String) -> Int? {
    for (unit, shift) in sizeUnits where text.hasSuffix(unit) {
      guard let count = digits(text.dropLast(unit.count)) else { return nil }
      let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << shift)
      return overflow ? nil : bytes
    }
    return nil
  }

  /// Checks for digits only, because `Int` also accepts a sign.
  private static func digits(_ text: Substring) -> Int? {
    let number = text.last == " " ? text.dropLast() : text
    return number.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(number) : nil
  }

  static func sizeText(_ bytes: Int) -> String {
    for (unit, shift) in sizeUnits.reversed()
    where bytes > 0 && bytes.isMultiple(of: 1 << shift) {
      return "\(bytes >> shift)\(unit)"
    }
    return "\(bytes)"
  }

  /// A time from 1 ms to 24 h, as a number of seconds or as text such as "500ms".
  func duration(_ key: String) throws(ManifestError) -> Duration? {
    guard let value = object[key] else { return nil }
    let cure = "write 1ms to 24h, such as \"500ms\", \"30s\", \"2m\", \"1h\" or a number of seconds"
    let seconds: Double
    let shown: String
    switch value {
    case .int(let number): (seconds, shown) = (Double(number), "\(number)")
    case .double(let number): (seconds, shown) = (number, "\(number)")
    case .string(let text):
      shown = "\"\(text)\""
      guard let read = Self.seconds(text) else {
        throw fault(at: key, cause: "is \(shown)", cure: cure)
      }
      seconds = read
    case .null, .bool, .array, .object: throw mistyped(key, value: value, cure: cure)
    }
    guard seconds >= 0.001, seconds <= 86_400 else {
      throw fault(at: key, cause: "is \(shown)", cure: cure)
    }
    return .milliseconds(Int((seconds * 1000).rounded()))
  }

  private static func seconds(_ text: String) -> Double? {
    // "ms" must precede "s" and "m": the first match is used.
    for (unit, factor) in [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
    where text.hasSuffix(unit) {
      let number = text.dropLast(unit.count)
      guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }),
        let count = Double(number)
      else { return nil }
      return count * factor
    }
    return nil
  }
}
