import Foundation
import HermesContract

/// Reads `[agents.NAME.model]`.
enum ModelPlaceReader {
  static func read(_ table: ManifestTable) throws(ManifestError) -> ModelPlace {
    try table.only(["url", "name", "key_env", "key_file"])
    var place = ModelPlace(url: try table.string("url"), name: try table.string("name"))
    if let url = place.url, let fault = ModelPlace.fault(inURL: url) {
      throw table.wrong("url", fault, "write a base such as \"http://localhost:8080/v1\"")
    }
    let (variable, file) = (try table.string("key_env"), try table.string("key_file"))
    guard variable == nil || file == nil else {
      throw table.wrong("key_file", "stands beside key_env", "name one of them")
    }
    if let variable {
      // A key that was written here by mistake is not repeated in a log.
      guard isVariable(variable) else {
        throw table.wrong(
          "key_env", "is no name of a variable", "name the variable that holds the key")
      }
      place.key = .environment(variable)
    }
    if let file {
      let manifest = URL(fileURLWithPath: table.file).standardizedFileURL
      let path = URL(fileURLWithPath: file, relativeTo: manifest.deletingLastPathComponent())
      place.key = .file(path.standardizedFileURL.path)
    }
    return place
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
