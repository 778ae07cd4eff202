import Foundation
import HermesContract

/// The configuration of a library's agents during a check, like `config` in a manifest.
package struct ProbeConfiguration: Sendable {
  /// A JSON object.
  let bytes: [UInt8]

  /// Why the configuration can't be used.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter text: a JSON object, or the path of a file that contains one.
  /// - Throws: `Fault` that describes the problem.
  package init(_ text: String) throws(Fault) {
    let isJSON = text.drop(while: \.isWhitespace).hasPrefix("{")
    let content = isJSON ? Data(text.utf8) : FileManager.default.contents(atPath: text)
    guard let content else {
      throw Fault(
        description: "--config: the file \(text) can't be read. Name a file with a JSON object, or "
          + "write the object itself.")
    }
    let name = isJSON ? "--config" : "--config: \(text)"
    let json: JSONValue
    do { json = try JSONParser.parse(Array(content)) } catch {
      throw Fault(description: "\(name) is not valid JSON: \(error).")
    }
    guard json.object != nil else {
      throw Fault(description: "\(name) is not a JSON object, such as {\"key\": 1}.")
    }
    bytes = JSONWriter.bytes(json)
  }
}
