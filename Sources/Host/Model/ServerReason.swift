import HermesContract

/// Why a model's server did not answer a request, in whatever form it says so. Foreign text: show
/// it only through `ModelEndpoint.shown`.
struct ServerReason: Sendable, Equatable {
  private static let maximumText = 4096

  /// In the server's words; empty if it gives none.
  private(set) var text = ""
  /// The parameter that it names separately from its words.
  private(set) var parameter: String?
  /// The status in the body, if that differs from the response's.
  private(set) var status: Int?

  /// - Parameter body: JSON in one of the known forms, or plain text.
  init(body: [UInt8]) {
    if let json = JSONValue(parsing: body) {
      self = Self(in: json) ?? Self(text: json.string ?? "")
    } else if body.first(where: { $0 > UInt8(ascii: " ") }) != UInt8(ascii: "<") {
      self.init(text: String(decoding: body, as: UTF8.self))
    } else {
      // An HTML page of a proxy.
      self.init(text: "")
    }
  }

  init(text: String) { self.text = text.cut(toBytes: Self.maximumText) }

  /// nil if the document reports no error.
  init?(in json: JSONValue) {
    // Gemini wraps it in a list of one.
    let json = json.array?.first ?? json
    guard json.object != nil else { return nil }
    let error = json["error"]
    if let error, let text = Self.words(error) {
      self.init(text: text)
      readMembers(of: error)
      readMembers(of: json)
      // What an intermediary received from the server it forwards to.
      if let raw = error["metadata"]?["raw"], let more = Self.words(raw), more != text {
        self.text = (text + ": " + more).cut(toBytes: Self.maximumText)
      }
    } else if json["choices"] == nil,
      let text = Self.words(json["message"]) ?? Self.words(json["detail"])
        ?? Self.words(json["msg"])
    {
      self.init(text: text)
      readMembers(of: json)
    } else {
      return nil
    }
  }

  private mutating func readMembers(of json: JSONValue) {
    parameter = parameter ?? json["param"]?.string
    let code = json["code"] ?? json["status"] ?? json["status_code"]
    let number = code?.int ?? code?.string.flatMap(Int64.init)
    if status == nil, let number, (400...599).contains(number) { status = Int(number) }
  }

  /// A text, the text in an object, or a list of faults, each with its location.
  private static func words(_ json: JSONValue?) -> String? {
    switch json {
    case .string(let text): return text.isEmpty ? nil : text
    case .object(let object):
      guard !object.members.isEmpty else { return nil }
      for key in ["message", "detail", "msg", "error"] {
        if let text = words(object[key]) { return text }
      }
      return "no reason given"
    case .array(let faults):
      let texts = faults.prefix(8).compactMap { fault -> String? in
        guard let text = words(fault) else { return nil }
        let place = fault["loc"]?.array?.compactMap { $0.string ?? $0.int.map(String.init) }
        return place.map { $0.joined(separator: ".") + ": " + text } ?? text
      }
      return texts.isEmpty ? nil : texts.joined(separator: "; ")
    case .bool(true): return "no reason given"
    case .null, .bool, .int, .double, nil: return nil
    }
  }
}
