import HermesContract

extension CommittedEvent {
  /// The JSON with links as clients reach them. Events are stored with the server's own paths,
  /// which remain valid when `public_url` changes. Only the end of a completed task has links.
  package func json(under path: PublicPath) -> [UInt8] {
    guard !path.isEmpty, type == .taskCompleted, var event = JSONValue(parsing: json)?.object,
      var data = event["data"]?.object, let artifacts = data["artifacts"]?.array
    else { return json }
    data["artifacts"] = .array(
      artifacts.map { artifact in
        guard var linked = artifact.object, let href = linked["href"]?.string else {
          return artifact
        }
        linked["href"] = .string(path.link(to: href))
        return .object(linked)
      })
    event["data"] = .object(data)
    return JSONWriter.bytes(.object(event))
  }
}
