import Foundation
import HermesContract

/// Reads `key_env` or `key_file`: where a key is found, not the key itself.
enum SecretPlaceReader {
  static func read(_ table: ManifestTable) throws(ManifestError) -> SecretPlace? {
    let (variable, file) = (try table.string("key_env"), try table.string("key_file"))
    guard variable == nil || file == nil else {
      throw table.fault(
        at: "key_file", cause: "can't be combined with key_env", cure: "keep one of them")
    }
    if let variable {
      // The value may be a key that was entered here by mistake, so the error does not repeat it.
      guard isVariable(variable) else {
        throw table.fault(
          at: "key_env", cause: "is not a valid variable name",
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
