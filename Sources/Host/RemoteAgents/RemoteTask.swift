import HermesA2AWire
import HermesContract

/// The state of a task at a remote agent: events in, emissions and the outcome out. Pure: no
/// connections or clocks.
struct RemoteTask {
  struct Artifact: Equatable {
    var id: String
    var name: String
    var description: String
    var parts: [A2APart]

    /// Its size in bytes.
    var count: Int {
      parts.reduce(256 + name.utf8.count + description.utf8.count) { $0 + $1.count }
    }

    /// Appends in place: a long text arrives in many small pieces.
    /// - Returns: by how many bytes the artifact grew.
    mutating func append(_ part: A2APart) -> Int {
      guard let last = parts.indices.last, parts[last].goesOn(part),
        case .text(var text) = parts[last].content, let more = part.text
      else {
        parts.append(part)
        return part.count
      }
      parts[last].content = .text("")
      text += more
      parts[last].content = .text(text)
      return more.utf8.count
    }
  }

  enum Ending: Equatable {
    /// With its final message.
    case completed(String?)
    case failed(String?)
    case canceled
    case rejected(String?)
    /// It waits for input.
    case inputRequired(String?)
    case authRequired(String?)
  }

  /// The total size of its artifacts, in bytes.
  static let maximumBytes = 8 << 20
  private static let maximumArtifacts = 256
  /// The longest id for the task or its conversation, in bytes.
  private static let maximumID = 1024
  private static let maximumName = 255
  private static let maximumDescription = 4 << 10
  /// The longest single message, in bytes.
  private static let maximumSaid = 64 << 10

  private(set) var id: String?
  private(set) var artifacts: [Artifact] = []
  private(set) var ending: Ending?
  /// The question it waits for, if that is how it ended.
  private(set) var question: RemoteQuestion?
  /// Whether it has not reacted to the answer yet.
  var awaitsAnswer: Bool { isUnheard && ending == nil }
  private var isUnheard = false
  private let answered: RemoteQuestion?
  private var context: String?
  private var hasBegun = false
  /// Whether it has worked since the answer.
  private var hasMoved = false
  private var bytes = 0

  /// - Parameter answered: the question whose answer continues the task.
  init(answered: RemoteQuestion? = nil) {
    self.answered = answered
    id = answered?.task
    context = answered?.context
  }

  /// An element of a stream, or the result of SendMessage.
  mutating func apply(response: JSONValue) throws(RemoteFault) -> [AgentEmission] {
    if let task = response["task"] { return try apply(task: task) }
    if let message = response["message"] {
      guard !hasBegun else { throw .garbage("a message in the stream of a task") }
      let parts = try Self.parts(message)
      try replaceArtifact(Artifact(id: "message", name: "message", description: "", parts: parts))
      ending = .completed(nil)
      return []
    }
    if let update = response["statusUpdate"] {
      try identify(task: update["taskId"], context: update["contextId"])
      guard let status = update["status"] else { throw .garbage("a status update without status") }
      return try apply(status: status)
    }
    if let update = response["artifactUpdate"] {
      try identify(task: update["taskId"], context: update["contextId"])
      return try apply(update: update)
    }
    throw .garbage("an element without task, message or update")
  }

  /// A snapshot, which includes events that were missed.
  mutating func apply(task: JSONValue) throws(RemoteFault) -> [AgentEmission] {
    try identify(task: task["id"], context: task["contextId"])
    guard let status = task["status"] else { throw .garbage("a task without status") }
    var emissions: [AgentEmission] = []
    for json in task["artifacts"]?.array ?? [] {
      let artifact = try Self.artifact(json)
      guard artifacts.first(where: { $0.id == artifact.id }) != artifact else { continue }
      try replaceArtifact(artifact)
      emissions += Self.chunks(of: artifact, parts: artifact.parts, append: false, last: true)
    }
    return emissions + (try apply(status: status))
  }

  private mutating func identify(
    task value: JSONValue?, context inContext: JSONValue?
  ) throws(RemoteFault) {
    guard let now = value?.string, !now.isEmpty else { throw .garbage("a task without id") }
    guard now.utf8.count <= Self.maximumID,
      inContext?.string?.utf8.count ?? 0 <= Self.maximumID
    else { throw .garbage("an id of more than \(Self.maximumID) bytes") }
    guard id == nil || id == now else { throw .garbage("an event of another task") }
    id = now
    context = inContext?.string ?? context
    hasBegun = true
  }

  // MARK: - Status

  private mutating func apply(status: JSONValue) throws(RemoteFault) -> [AgentEmission] {
    let parts = status["message"].flatMap { try? Self.parts($0) } ?? []
    let texts = parts.filter { $0.mediaType != "application/json" }.compactMap(\.text)
    let said = texts.isEmpty ? nil : texts.joined(separator: "\n").cut(toBytes: Self.maximumSaid)
    switch status["state"]?.string.flatMap(A2ATaskState.init) {
    case .submitted, .working:
      isUnheard = false
      hasMoved = true
      let data = parts.filter { $0.mediaType == "application/json" }
      guard data.allSatisfy({ $0.count <= Self.maximumSaid }) else {
        throw .tooLarge(what: "data in a status", limit: Self.maximumSaid)
      }
      let events = data.compactMap { part in
        JSONValue(parsing: Array((part.text ?? "").utf8)).map {
          AgentEmission.event(name: "status", payload: $0)
        }
      }
      return (said.map { [.thinking($0)] } ?? []) + events
    case .completed: ending = .completed(said)
    case .failed: ending = .failed(said)
    case .canceled: ending = .canceled
    case .rejected: ending = .rejected(said)
    case .inputRequired: askPerson(said, mark: RemoteQuestion.marker(of: status))
    case .authRequired: ending = .authRequired(said)
    case nil: throw .garbage("a state \(status["state"].map(JSONWriter.text) ?? "that is missing")")
    }
    return []
  }

  /// A snapshot may still show the question that is being answered.
  private mutating func askPerson(_ said: String?, mark: String?) {
    if let answered, answered.mark == mark, mark != nil || !hasMoved {
      isUnheard = true
      return
    }
    ending = .inputRequired(said)
    question = id.map {
      RemoteQuestion(
        task: $0, context: context, round: (answered?.round ?? 0) + 1, mark: mark)
    }
  }

  // MARK: - Artifacts

  private mutating func apply(update: JSONValue) throws(RemoteFault) -> [AgentEmission] {
    guard let json = update["artifact"] else {
      throw .garbage("an artifact update without artifact")
    }
    let new = try Self.artifact(json)
    let append = update["append"]?.bool ?? false
    if append, let index = artifacts.firstIndex(where: { $0.id == new.id }) {
      for part in new.parts { try count(artifacts[index].append(part)) }
    } else {
      try replaceArtifact(new)
    }
    return Self.chunks(
      of: new, parts: new.parts, append: append, last: update["lastChunk"]?.bool ?? false)
  }

  private mutating func replaceArtifact(_ artifact: Artifact) throws(RemoteFault) {
    if let index = artifacts.firstIndex(where: { $0.id == artifact.id }) {
      try count(artifact.count - artifacts[index].count)
      artifacts[index] = artifact
    } else {
      guard artifacts.count < Self.maximumArtifacts else {
        throw .garbage("more than \(Self.maximumArtifacts) artifacts")
      }
      try count(artifact.count)
      artifacts.append(artifact)
    }
  }

  private mutating func count(_ more: Int) throws(RemoteFault) {
    bytes += more
    guard bytes <= Self.maximumBytes else {
      throw .tooLarge(what: "artifacts", limit: Self.maximumBytes)
    }
  }

  private static func artifact(_ json: JSONValue) throws(RemoteFault) -> Artifact {
    guard let id = json["artifactId"]?.string, !id.isEmpty, id.utf8.count <= 256 else {
      throw .garbage("an artifact without an id of at most 256 bytes")
    }
    let name = json["name"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    return Artifact(
      id: id, name: (name ?? id).cut(toBytes: maximumName),
      description: (json["description"]?.string ?? "").cut(toBytes: maximumDescription),
      parts: try parts(json))
  }

  private static func parts(_ json: JSONValue) throws(RemoteFault) -> [A2APart] {
    guard let list = json["parts"]?.array, !list.isEmpty else {
      throw .garbage("a message or artifact without parts")
    }
    let parts = list.compactMap(A2APart.init(json:))
    guard parts.count == list.count else { throw .garbage("a part that can't be read") }
    return parts
  }

  /// Text as it is streamed on; parts that are not text come only with the result.
  private static func chunks(
    of artifact: Artifact, parts: [A2APart], append: Bool, last: Bool
  ) -> [AgentEmission] {
    var joined = Artifact(id: artifact.id, name: artifact.name, description: "", parts: [])
    for part in parts { _ = joined.append(part) }
    let pieces = joined.parts.flatMap { part in
      (part.text.map { TextPieces.pieces(of: $0, maximumBytes: maximumSaid) } ?? []).map {
        (text: $0, mediaType: part.mediaType)
      }
    }
    return pieces.enumerated().map { index, piece in
      .chunk(
        artifactID: artifact.id, name: artifact.name, mediaType: piece.mediaType,
        text: piece.text, append: append || index > 0,
        last: last && index == pieces.count - 1)
    }
  }
}
