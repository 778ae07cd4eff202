/// One of the things that a request asks for.
package struct Wish: Sendable, Equatable {
  /// In the words of the request.
  package var text: String
  /// The capabilities that it needs; empty if no loaded agent can do it.
  package var capabilities: [String]

  package init(text: String, capabilities: [String]) {
    self.text = text
    self.capabilities = capabilities
  }

  /// The stored form.
  package var json: JSONValue {
    ["text": .string(text), "capabilities": JSONValue(capabilities)]
  }

  /// Parses the stored form; nil if a required member is missing.
  package init?(json: JSONValue) {
    guard let text = json["text"]?.string, let capabilities = json["capabilities"]?.strings else {
      return nil
    }
    self.init(text: text, capabilities: capabilities)
  }
}

/// A wish that was not fulfilled, and why.
package struct UnmetWish: Sendable, Equatable {
  /// In the words of the request.
  package var wish: String
  /// Why it was not fulfilled.
  package var error: HermesError

  package init(wish: String, error: HermesError) {
    self.wish = wish
    self.error = error
  }

  /// The stored form, and the one that clients receive.
  package var json: JSONValue {
    ["wish": .string(wish), "reason": .string(error.message), "code": .string(error.code)]
  }

  /// Parses the stored form; nil if a required member is missing.
  package init?(json: JSONValue) {
    guard let wish = json["wish"]?.string, let reason = json["reason"]?.string,
      let code = json["code"]?.string
    else { return nil }
    self.init(wish: wish, error: HermesError(stored: code, reason))
  }
}
