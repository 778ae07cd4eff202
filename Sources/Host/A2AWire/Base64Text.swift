import Foundation

/// Decodes Base64 as A2A peers send it, including the URL alphabet and missing padding (A2A v1.0,
/// 5.6).
package enum Base64Text {
  /// - Returns: nil if the text is not Base64.
  package static func decoded(_ text: String) -> [UInt8]? {
    // Works on bytes, because there may be megabytes of text.
    var bytes = text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    bytes += Array(repeating: UInt8(ascii: "="), count: (4 - bytes.count % 4) % 4)
    return Data(base64Encoded: Data(bytes)).map(Array.init)
  }
}
