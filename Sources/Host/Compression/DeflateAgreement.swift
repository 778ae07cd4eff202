/// The permessage-deflate parameters agreed with a client (RFC 7692, section 7.1).
package struct DeflateAgreement: Sendable, Equatable {
  /// The server's window, 9...15; the default is 15.
  package var serverWindowBits = 15
  /// How far back the client's messages may refer, 8...15; the default is 15.
  package var clientWindowBits = 15
  /// Whether the client's messages may refer to earlier ones.
  package var clientKeepsContext = true
  private var namesServerWindow = false
  private var namesClientWindow = false

  /// Requested from clients that allow it: their messages are short, and a larger window costs
  /// memory.
  private static let wantedClientWindowBits = 12

  /// The value of the response's `Sec-WebSocket-Extensions`.
  package var header: String {
    // Messages are always compressed independently here, and clients may then free their window
    // between messages.
    var text = "permessage-deflate; server_no_context_takeover"
    if !clientKeepsContext { text += "; client_no_context_takeover" }
    if namesServerWindow { text += "; server_max_window_bits=\(serverWindowBits)" }
    if namesClientWindow { text += "; client_max_window_bits=\(clientWindowBits)" }
    return text
  }

  /// Whether a client's `Sec-WebSocket-Extensions` can be parsed; if not, its handshake fails.
  package static func isReadable(_ headers: [String]) -> Bool {
    headers.allSatisfy { ExtensionOffer.parse($0) != nil }
  }

  /// Accepts the first valid offer; clients list offers in order of preference.
  /// - Returns: nil if there is none: the connection is then not compressed.
  package static func negotiate(_ headers: [String]) -> DeflateAgreement? {
    for header in headers {
      for offer in ExtensionOffer.parse(header) ?? [] {
        if let agreement = DeflateAgreement(offer) { return agreement }
      }
    }
    return nil
  }

  private init?(_ offer: ExtensionOffer) {
    guard offer.name.lowercased() == "permessage-deflate" else { return nil }
    var seen: Set<String> = []
    for parameter in offer.parameters {
      guard seen.insert(parameter.name).inserted, accept(parameter) else { return nil }
    }
  }

  private mutating func accept(_ parameter: ExtensionOffer.Parameter) -> Bool {
    switch (parameter.name, parameter.value) {
    case ("server_no_context_takeover", nil): return true
    case ("client_no_context_takeover", nil): clientKeepsContext = false
    case ("client_max_window_bits", nil):
      clientWindowBits = Self.wantedClientWindowBits
      namesClientWindow = true
    case ("client_max_window_bits", let value?):
      guard let bits = Self.windowBits(value) else { return false }
      clientWindowBits = min(bits, Self.wantedClientWindowBits)
      namesClientWindow = true
    case ("server_max_window_bits", let value?):
      // zlib can't compress with a window of 8 bits.
      guard let bits = Self.windowBits(value), bits > 8 else { return false }
      serverWindowBits = bits
      namesServerWindow = true
    default: return false
    }
    return true
  }

  /// 8...15 in decimal without leading zeros.
  private static func windowBits(_ text: String) -> Int? {
    guard let bits = Int(text), (8...15).contains(bits), String(bits) == text else { return nil }
    return bits
  }
}
