import Foundation
import HermesContract

/// A part of a message or artifact as the other side sends it (A2A v1.0, 4.1.6).
package struct A2APart: Equatable {
  /// Bytes of a media type and of a file name.
  private static let maximumName = 255

  package enum Content: Equatable {
    case text(String)
    case bytes([UInt8])
  }

  package var content: Content
  package var mediaType: String
  package var filename: String?

  /// Bytes that it takes: many small parts take more than their content.
  package var count: Int {
    let names = mediaType.utf8.count + (filename?.utf8.count ?? 0)
    let own = 64 + names
    return switch content {
    case .text(let text): own + text.utf8.count
    case .bytes(let bytes): own + bytes.count
    }
  }

  package var text: String? { if case .text(let text) = content { text } else { nil } }

  /// nil if it has not exactly one content that can be read, or too long a media type or file name. A URL is
  /// not fetched: it is text.
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

  /// Whether the same text went on: then both are one.
  package func goesOn(_ next: A2APart) -> Bool {
    text != nil && next.text != nil && mediaType == next.mediaType && filename == next.filename
      && mediaType != "application/json"
  }
}

extension Part {
  /// As the other side gets it. JSON is sent as what it is.
  /// - Parameter bytes: the content of a blob.
  package func a2aJSON(name: String?, bytes: [UInt8]?) -> JSONValue {
    var object = JSONObject()
    if let bytes {
      object["raw"] = .string(Data(bytes).base64EncodedString())
    } else if mediaType == "application/json", let data = try? JSONParser.parse(Array(text.utf8)) {
      object["data"] = data
    } else {
      object["text"] = .string(text)
    }
    object["mediaType"] = .string(mediaType)
    if let filename = filename ?? name { object["filename"] = .string(filename) }
    return .object(object)
  }
}
