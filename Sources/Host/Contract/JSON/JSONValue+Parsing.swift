extension JSONValue {
  /// Parses a whole document; nil if it is not valid JSON. Use `JSONParser.parse` where the reason
  /// matters.
  package init?(parsing bytes: some Sequence<UInt8>) {
    guard let value = try? JSONParser.parse(bytes) else { return nil }
    self = value
  }
}
