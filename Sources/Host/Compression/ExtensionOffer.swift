/// One element of a `Sec-WebSocket-Extensions` header (RFC 6455, section 9.1).
struct ExtensionOffer: Equatable {
  struct Parameter: Equatable {
    var name: String
    var value: String?
  }

  var name: String
  var parameters: [Parameter] = []

  /// - Returns: the offers in their order; nil if the header is malformed.
  static func parse(_ header: String) -> [ExtensionOffer]? {
    var scanner = Scanner(rest: header.utf8[...])
    var offers: [ExtensionOffer] = []
    repeat {
      scanner.skipSpace()
      // Empty elements are allowed (RFC 9110, section 5.6.1).
      if scanner.isAtEnd || scanner.next == UInt8(ascii: ",") { continue }
      guard let name = scanner.token() else { return nil }
      var offer = ExtensionOffer(name: name)
      while scanner.consume(UInt8(ascii: ";")) {
        guard let name = scanner.token() else { return nil }
        var parameter = Parameter(name: name)
        if scanner.consume(UInt8(ascii: "=")) {
          guard let value = scanner.token() ?? scanner.quotedToken() else { return nil }
          parameter.value = value
        }
        offer.parameters.append(parameter)
      }
      offers.append(offer)
    } while scanner.consume(UInt8(ascii: ","))
    return scanner.isAtEnd ? offers : nil
  }

  private struct Scanner {
    var rest: Substring.UTF8View

    var next: UInt8? { rest.first }
    var isAtEnd: Bool { rest.isEmpty }

    mutating func skipSpace() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 } }

    mutating func consume(_ byte: UInt8) -> Bool {
      skipSpace()
      guard rest.first == byte else { return false }
      rest = rest.dropFirst()
      skipSpace()
      return true
    }

    mutating func token() -> String? {
      let token = rest.prefix(while: Self.isTokenByte)
      rest = rest[token.endIndex...]
      return token.isEmpty ? nil : String(Substring(token))
    }

    /// A quoted string whose content is a token, which is all that section 9.1 allows.
    mutating func quotedToken() -> String? {
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      rest = rest.dropFirst()
      guard let token = token(), rest.first == UInt8(ascii: "\"") else { return nil }
      rest = rest.dropFirst()
      return token
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
    }
  }
}
