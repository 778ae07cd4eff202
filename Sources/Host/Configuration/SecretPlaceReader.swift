import Foundation
import HermesContract

/// Reads `key_env` or `key_file`: where a key is, and not the key.
enum SecretPlaceReader {
  static func read(_ table: ManifestTable) throws(ManifestError) -> SecretPlace? {
    let (variable, file) = (try table.string("key_env"), try table.string("key_file"))
    guard variable == nil || file == nil else {
      throw table.fault(at: "key_file", cause: "stands beside key_env", cure: "name one of them")
    }
    if let variable {
      // A key that was written here by mistake is not repeated in a log.
      guard isVariable(variable) else {
        throw table.fault(
          at: "key_env", cause: "is no name of a variable",
          cure: "name the variable that holds the key")
      }
      return .environment(variable)
    }
    if let file {
      let manifest = URL(fileURLWithPath: table.file).standardizedFileURL
      let path = URL(fileURLWithPath: file, relativeTo: manifest.deletingLastPathComponent())
      return .file(path.standardizedFileURL.path)
    }
    return nil
  }

  private static func isVariable(_ text: String) -> Bool {
    text.first?.isNumber == false
      && text.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
