/// One of the things that a request asks for.
package struct Wish: Sendable, Equatable {
  /// In the words of the request.
  package var text: String
  /// What is needed for it; empty if nothing that is loaded could do it.
  package var capabilities: [String]

  package init(text: String, capabilities: [String]) {
    self.text = text
    self.capabilities = capabilities
  }

  package var json: JSONValue {
    ["text": .string(text), "capabilities": JSONValue(capabilities)]
  }

  package init?(json: JSONValue) {
    guard let text = json["text"]?.string, let capabilities = json["capabilities"]?.strings else {
      return nil
    }
    self.init(text: text, capabilities: capabilities)
  }
}

/// A wish that was not fulfilled, and why.
package struct UnmetWish: Sendable, Equatable {
  package var wish: String
  package var error: HermesError

  package init(wish: String, error: HermesError) {
    self.wish = wish
    self.error = error
  }

  package var json: JSONValue {
    ["wish": .string(wish), "reason": .string(error.message), "code": .string(error.code)]
  }

  package init?(json: JSONValue) {
    guard let wish = json["wish"]?.string, let reason = json["reason"]?.string,
      let code = json["code"]?.string
    else { return nil }
    self.init(wish: wish, error: HermesError(stored: code, reason))
  }
}
