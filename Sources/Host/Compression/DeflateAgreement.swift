/// What permessage-deflate was agreed on with a client (RFC 7692, section 7.1).
package struct DeflateAgreement: Sendable, Equatable {
  /// 9...15.
  package var serverWindowBits = 15
  /// 8...15: how far back the client's messages may refer.
  package var clientWindowBits = 15
  package var clientKeepsContext = true
  private var namesServerWindow = false
  private var namesClientWindow = false

  /// What is asked of clients that can be told: their messages are short, and the window is memory.
  private static let wantedClientWindowBits = 12

  /// The value of the answer's `Sec-WebSocket-Extensions`.
  package var header: String {
    // Always true of what is sent here, and clients may free their window between messages.
    var text = "permessage-deflate; server_no_context_takeover"
    if !clientKeepsContext { text += "; client_no_context_takeover" }
    if namesServerWindow { text += "; server_max_window_bits=\(serverWindowBits)" }
    if namesClientWindow { text += "; client_max_window_bits=\(clientWindowBits)" }
    return text
  }

  /// Whether a client's `Sec-WebSocket-Extensions` can be read at all; if not, its handshake fails.
  package static func isReadable(_ headers: [String]) -> Bool {
    headers.allSatisfy { ExtensionOffer.parse($0) != nil }
  }

  /// Takes the first offer that is good; the client has put the one it prefers first.
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
      // zlib can't write for a window of 8.
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
