/// Where a model is, as far as somebody says it; nil leaves it to the server's settings.
package struct ModelPlace: Sendable, Equatable {
  /// A base such as `http://localhost:8080/v1`.
  package var url: String?
  package var name: String?
  /// Another `url` without a key is asked without one: the server's key is not sent there.
  package var key: SecretPlace?

  package init(url: String? = nil, name: String? = nil, key: SecretPlace? = nil) {
    self.url = url
    self.name = name
    self.key = key
  }

  /// What is wrong with a base URL; nil if nothing is.
  package static func fault(inURL text: String) -> String? {
    let schemes = ["http://", "https://"]
    guard let scheme = schemes.first(where: text.hasPrefix), text.utf8.count > scheme.utf8.count,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "is no http or https URL" }
    // What stands there would be shown with the URL.
    if text.contains("@") { return "has a user name or password" }
    return text.contains("?") || text.contains("#") ? "has a query or a fragment" : nil
  }
}
