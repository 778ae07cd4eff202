import Foundation

/// Base64 as A2A agents send it: also of the URL alphabet and without padding (A2A v1.0, 5.6).
enum Base64Text {
  /// - Returns: nil if it is not Base64.
  static func decoded(_ text: String) -> [UInt8]? {
    var text = text.replacing("-", with: "+").replacing("_", with: "/")
    text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Data(base64Encoded: text).map(Array.init)
  }
}
