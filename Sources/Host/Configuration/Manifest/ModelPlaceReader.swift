import HermesContract

/// Reads `[agents.NAME.model]`.
enum ModelPlaceReader {
  static func read(_ table: ManifestTable) throws(ManifestError) -> ModelPlace {
    try table.allowOnly(["url", "name", "key_env", "key_file"])
    var place = ModelPlace(url: try table.string("url"), name: try table.string("name"))
    if let url = place.url, let fault = ModelPlace.fault(inURL: url) {
      throw table.fault(
        at: "url", cause: fault, cure: "write a base such as \"http://localhost:8080/v1\"")
    }
    place.key = try SecretPlaceReader.read(table)
    return place
  }
}
