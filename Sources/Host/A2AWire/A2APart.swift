import Foundation
import HermesContract

/// A part of a message or artifact as a remote peer sends it (A2A v1.0, 4.1.6).
package struct A2APart: Equatable {
  /// The limit in bytes of a media type and of a file name.
  private static let maximumName = 255

  /// The content of a part; bytes that are readable text count as text.
  package enum Content: Equatable {
    case text(String)
    case bytes([UInt8])
  }

  /// The part's only content.
  package var content: Content
  /// As the peer gives it, or a default for the kind of content; at most 255 bytes.
  package var mediaType: String
  /// nil if the peer gives none; at most 255 bytes.
  package var filename: String?

  /// The memory that the part takes, in bytes; many small parts take more than their content.
  package var count: Int {
    let names = mediaType.utf8.count + (filename?.utf8.count ?? 0)
    let own = 64 + names
    return switch content {
    case .text(let text): own + text.utf8.count
    case .bytes(let bytes): own + bytes.count
    }
  }

  /// The text, or nil if the content is bytes.
  package var text: String? { if case .text(let text) = content { text } else { nil } }

  /// nil if the part does not have exactly one readable content, or if its media type or file name
  /// is too long. A URL is not fetched, but kept as text.
  package init?(json: JSONValue) {
    let kinds = ["text", "raw", "url", "data"].filter { json[$0] != nil }
    guard kinds.count == 1 else { return nil }
    let type = json["mediaType"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    filename = json["filename"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    guard (type?.utf8.count ?? 0) <= Self.maximumName,
      (filename?.utf8.count ?? 0) <= Self.maximumName
    else { return nil }
    switch kinds[0] {
    case "text":
      guard let text = json["text"]?.string else { return nil }
      self.content = .text(text)
      mediaType = type ?? Part.plainText
    case "url":
      guard let url = json["url"]?.string else { return nil }
      self.content = .text(url)
      mediaType = "text/uri-list"
    case "data":
      guard let data = json["data"] else { return nil }
      self.content = .text(JSONWriter.text(data))
      mediaType = type ?? "application/json"
    default:
      guard let bytes = json["raw"]?.string.flatMap(Base64Text.decoded) else { return nil }
      mediaType = type ?? "application/octet-stream"
      let isReadable = Self.isText(mediaType) && StreamSafeText.isSafe(bytes)
      let text = isReadable ? String(validating: bytes, as: UTF8.self) : nil
      self.content = text.map { .text($0) } ?? .bytes(bytes)
    }
  }

  private static func isText(_ mediaType: String) -> Bool {
    mediaType.hasPrefix("text/") || mediaType == "application/json"
  }

  /// Whether the next part continues the same text, so that both can be joined.
  package func goesOn(_ next: A2APart) -> Bool {
    text != nil && next.text != nil && mediaType == next.mediaType && filename == next.filename
      && mediaType != "application/json"
  }
}

extension Part {
  /// The part as a remote peer receives it. Valid JSON is sent as `data`.
  /// - Parameter bytes: the content of a blob; nil for a part with text.
  package func a2aJSON(name: String?, bytes: [UInt8]?) -> JSONValue {
    var object = JSONObject()
    if let bytes {
      object["raw"] = .string(Data(bytes).base64EncodedString())
    } else if mediaType == "application/json", let data = JSONValue(parsing: Array(text.utf8)) {
      object["data"] = data
    } else {
      object["text"] = .string(text)
    }
    object["mediaType"] = .string(mediaType)
    if let filename = filename ?? name { object["filename"] = .string(filename) }
    return .object(object)
  }
}
