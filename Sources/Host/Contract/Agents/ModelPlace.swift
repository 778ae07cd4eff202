/// Where a model is and how it is accessed; nil leaves a member to the server's settings.
package struct ModelPlace: Sendable, Equatable {
  /// A base URL such as `http://localhost:8080/v1`.
  package var url: String?
  /// The model's name at its server.
  package var name: String?
  /// Where the API key is found. With a different `url` and no key here, none is sent: the server's
  /// key never goes to another URL.
  package var key: SecretPlace?

  package init(url: String? = nil, name: String? = nil, key: SecretPlace? = nil) {
    self.url = url
    self.name = name
    self.key = key
  }

  /// What is wrong with a base URL, as a verb phrase; nil if nothing is.
  package static func fault(inURL text: String) -> String? {
    let schemes = ["http://", "https://"]
    guard let scheme = schemes.first(where: text.hasPrefix), text.utf8.count > scheme.utf8.count,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "is not an http or https URL" }
    // User information would be shown wherever the URL is.
    if text.contains("@") { return "has a user name or password" }
    return text.contains("?") || text.contains("#") ? "has a query or a fragment" : nil
  }
}
