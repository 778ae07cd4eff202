/// Percent-encoding of URIs (RFC 3986, section 2.1).
package enum PercentEncoding {
  /// The bytes that a text encodes. A percent sign that does not begin an escape is kept.
  package static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    var rest = text[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(\.hexadecimalDigit),
        let low = rest.dropFirst().first.flatMap(\.hexadecimalDigit)
      {
        decoded.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }
}
