import HTTPTypes
import HermesContract
import Hummingbird
import NIOCore

/// The members of a JSON body, each read once with its type. An unknown member is an error that
/// suggests the nearest known one.
struct RequestBody {
  /// The limit for a body with a request in words or with files, in bytes.
  static let largeBytes = 1 << 20
  /// The limit for a body with a few short fields, in bytes.
  static let smallBytes = 16 << 10

  static func tooLarge(_ maximum: Int) -> HermesError {
    let limit = maximum >= 1 << 20 ? "\(maximum >> 20) MiB" : "\(maximum >> 10) KiB"
    return HermesError(
      .bodyTooLarge, message: "The body of this request may have at most \(limit).")
  }

  /// The body as it was sent, for fingerprints.
  let bytes: [UInt8]
  let object: JSONObject

  /// - Throws: for a member that `shape` does not have, and for a value that is longer than it
  ///   allows.
  init(_ request: Request, shape: BodyShape) async throws {
    let bytes = try await Self.collect(request, upTo: shape.maximumBytes)
    try self.init(bytes, of: request, shape: shape)
  }

  /// - Parameter bytes: the complete body of `request`.
  init(_ bytes: [UInt8], of request: Request, shape: BodyShape) throws {
    let known = shape.names
    self.bytes = bytes
    if bytes.isEmpty, shape.mayBeEmpty {
      object = JSONObject()
      return
    }
    try Self.checkMediaType(of: request, expected: "application/json")
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch {
      throw HermesError(.malformedJSON, message: "The body is not valid JSON: \(error).")
    }
    guard let object = json.object else {
      throw HermesError(.invalidField, message: "The body must be a JSON object.")
    }
    self.object = object
    for key in object.keys where !known.contains(key) {
      throw HermesError(
        .unknownField,
        message: "There is no member \"\(key.cut(toBytes: 80))\" here."
          + NearestName.question(key, among: known))
    }
  }

  static func collect(_ request: Request, upTo maximumBytes: Int) async throws -> [UInt8] {
    if let length = request.headers[.contentLength].flatMap(Int.init), length > maximumBytes {
      throw tooLarge(maximumBytes)
    }
    do {
      return [UInt8](buffer: try await request.body.collect(upTo: maximumBytes))
    } catch is NIOTooManyBytesError {
      throw tooLarge(maximumBytes)
    } catch let error as HermesError {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch {
      throw HermesError(
        .bodyInterrupted, message: "The body ended before it was whole, or can't be read.")
    }
  }

  static func mediaType(_ request: Request) -> String {
    let type = request.headers[.contentType] ?? ""
    return type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
  }

  private static func checkMediaType(of request: Request, expected: String) throws(HermesError) {
    guard mediaType(request) == expected else {
      throw HermesError(
        .unsupportedMediaType, message: "Send the body as JSON with \"Content-Type: \(expected)\".")
    }
  }

  subscript(key: String) -> JSONValue? {
    // null is treated like an absent member.
    object[key] == .null ? nil : object[key]
  }

  func string(_ key: String) throws(HermesError) -> String {
    guard let value = try optionalText(key) else {
      throw HermesError(.missingField, message: "The member \"\(key)\" is missing.")
    }
    return value
  }

  /// A short text, such as an id, rather than something a user wrote.
  func optionalString(_ key: String) throws(HermesError) -> String? {
    let string = try optionalText(key)
    // SQLite would end the text there and silently drop the rest.
    guard string?.utf8.contains(0) != true else {
      throw HermesError(
        .invalidField, message: "The member \"\(key)\" must not have the character U+0000.")
    }
    return string
  }

  private func optionalText(_ key: String) throws(HermesError) -> String? {
    guard let value = self[key] else { return nil }
    guard let string = value.string else {
      throw HermesError(.invalidField, message: "The member \"\(key)\" must be a string.")
    }
    return string
  }
}
