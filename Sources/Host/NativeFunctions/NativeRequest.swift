import HermesContract

/// The function that a message asks for, and its arguments.
struct NativeRequest {
  let function: String?
  let arguments: JSONValue

  /// - Throws: `native_request` with `guide` if the message contains no JSON object.
  init(_ message: Message, agent: String, guide: String) throws(HermesError) {
    let texts =
      message.parts.filter { $0.mediaType == "application/json" }.map(\.text) + [message.text]
    guard let object = texts.lazy.compactMap(Self.object).first else {
      throw HermesError(.nativeRequest, message: "\(agent) accepts only JSON. \(guide)")
    }
    // Arguments can't have these names, so the two forms can't be confused.
    let isEnvelope = object["function"] != nil || object["arguments"] != nil
    guard isEnvelope else {
      (function, arguments) = (nil, .object(object))
      return
    }
    for key in object.keys where key != "function" && key != "arguments" {
      throw HermesError(
        .nativeRequest,
        message:
          "\(agent): \"\(key.prefix(60))\" can't be combined with function or arguments. \(guide)")
    }
    let name = object["function"]
    guard name == nil || name?.string != nil else {
      throw HermesError(.nativeRequest, message: "\(agent): function must be a string. \(guide)")
    }
    (function, arguments) = (name?.string, object["arguments"] ?? .object(JSONObject()))
  }

  private static func object(_ text: String) -> JSONObject? {
    JSONValue(parsing: text.utf8)?.object
  }
}
