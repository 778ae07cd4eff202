import Foundation

/// Base64 as A2A's peers send it: also of the URL alphabet and without padding (A2A v1.0, 5.6).
package enum Base64Text {
  /// - Returns: nil if it is not Base64.
  package static func decoded(_ text: String) -> [UInt8]? {
    // By bytes: there may be megabytes of it.
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
