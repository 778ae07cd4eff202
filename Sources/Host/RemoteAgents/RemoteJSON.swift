import Foundation
import Glibc
import HermesA2AWire
import HermesContract
import HermesOutbound

/// The single place where a remote agent's input becomes values. The key that the agent was sent is
/// removed from every text, name and content, so that nothing derived from them contains it.
enum RemoteJSON {
  private static let mask = "***"

  /// - Throws: `JSONSyntaxError`.
  static func parse(_ bytes: [UInt8], from peer: RemotePeer) throws(JSONSyntaxError) -> JSONValue {
    let json = try JSONParser.parse(bytes)
    return peer.key.isEmpty ? json : masked(json, key: peer.key)
  }

  static func masked(_ json: JSONValue, key: String) -> JSONValue {
    switch json {
    case .null, .bool, .int, .double: json
    case .string(let text): .string(masked(text, key: key))
    case .array(let values): .array(values.map { masked($0, key: key) })
    case .object(let object):
      .object(
        JSONObject(
          object.members.map { name, value in
            (
              key: masked(name, key: key),
              value: name == "raw" ? content(value, key: key) : masked(value, key: key)
            )
          }))
    }
  }

  private static func masked(_ text: String, key: String) -> String {
    ForeignText.masked(text, without: key)
  }

  /// The bytes of a part in base64 (A2A v1.0, section 4.1.6).
  private static func content(_ value: JSONValue, key: String) -> JSONValue {
    guard let text = value.string, let bytes = Base64Text.decoded(text),
      contains(bytes, in: Array(key.utf8))
    else { return masked(value, key: key) }
    let rest = bytes.replacing(Array(key.utf8), with: Array(mask.utf8))
    return .string(Data(rest).base64EncodedString())
  }

  /// Whether one byte sequence contains the other; the input may be megabytes long.
  private static func contains(_ bytes: [UInt8], in wanted: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      wanted.withUnsafeBytes { wanted in
        guard var place = bytes.baseAddress, let first = wanted.baseAddress else { return false }
        let end = place + bytes.count
        while place + wanted.count <= end {
          let room = end - place - wanted.count + 1
          guard let found = memchr(place, Int32(wanted[0]), room) else { return false }
          if memcmp(found, first, wanted.count) == 0 { return true }
          place = UnsafeRawPointer(found) + 1
        }
        return false
      }
    }
  }
}
