/// Names of hosts, as settings give them.
package enum HostName {
  /// Whether it consists of letters, digits, hyphens and dots, with no dot at either end.
  package static func isValid(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.hasSuffix(".")
      && name.utf8.allSatisfy {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
  }
}
