import Foundation
import HermesContract

/// What the agents of a library are configured with in a check: what a manifest has as `config`.
package struct ProbeConfiguration: Sendable {
  /// A JSON object.
  let bytes: [UInt8]

  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter text: a JSON object, or the name of a file with one.
  /// - Throws: `Fault` that names what is wrong.
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
