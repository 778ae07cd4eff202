import HermesA2AWire
import HermesContract

/// Converts a remote agent's card into one of this host.
enum CardReader {
  static let maximumBytes = 256 << 10
  private static let maximumSkills = 128
  /// The most tags, and capabilities with their verbs and objects: every request is compared with
  /// them.
  private static let maximumWords = 2000

  /// - Throws: `remote_bad_card` or `remote_version` with the reason.
  static func read(
    _ bytes: [UInt8], of agent: RemoteAgent, peer: RemotePeer
  ) throws(HermesError) -> RemoteCard {
    func badCard(_ reason: String) -> HermesError {
      HermesError(.remoteBadCard, message: "\(agent.name) at \(agent.url): \(peer.shown(reason)).")
    }
    guard let json = try? RemoteJSON.parse(bytes, from: peer), let members = json.object else {
      throw badCard("its card is not a JSON object")
    }
    let interface = try interface(in: json, of: agent, fault: badCard)
    guard json["skills"]?.array?.count ?? 0 <= maximumSkills else {
      throw badCard("its card has more than \(maximumSkills) skills")
    }
    let card: AgentCard
    do throws(CardError) {
      card = try AgentCard.parse(JSONWriter.bytes(.object(named(members, for: agent))))
    } catch {
      throw badCard(error.reason)
    }
    let words = card.skills.reduce(0) { sum, skill in
      sum + skill.tags.count
        + skill.capabilities.reduce(0) { $0 + 1 + $1.verbs.count + $1.objects.count }
    }
    guard words <= maximumWords else {
      throw badCard("its card has more than \(maximumWords) tags, capabilities and words of them")
    }
    // Only local agents may claim whole requests such as "hello".
    let skills = card.skills.map { skill in
      var skill = skill
      skill.isIdempotent = agent.isIdempotent ?? skill.isIdempotent
      for index in skill.capabilities.indices { skill.capabilities[index].alone = [] }
      return skill
    }
    return RemoteCard(card: card.withSkills(skills), interface: interface)
  }

  /// The card with the manifest's name and limits. A remote agent chooses neither, since it could
  /// take another agent's place.
  private static func named(_ members: JSONObject, for agent: RemoteAgent) -> JSONObject {
    var card = members
    card["name"] = .string(agent.name)
    var block = JSONObject()
    block["skills"] = members["hermes"]?["skills"]
    block["max_concurrency"] = .int(Int64(agent.maxConcurrency))
    card["hermes"] = .object(block)
    return card
  }

  private static func interface(
    in json: JSONValue, of agent: RemoteAgent, fault bad: (String) -> HermesError
  ) throws(HermesError) -> RemoteCard.Interface {
    let offered = json["supportedInterfaces"]?.array ?? []
    let fitting = offered.first {
      $0["protocolBinding"]?.string == A2AProtocol.jsonRPCBinding
        && isOurs($0["protocolVersion"]?.string)
    }
    guard let fitting, let url = fitting["url"]?.string else {
      let versions = offered.compactMap { offer in
        offer["protocolBinding"]?.string.map { "\($0) \(offer["protocolVersion"]?.string ?? "")" }
      }
      let old = json["protocolVersion"]?.string.map { "A2A \($0)" } ?? "nothing"
      let error = bad(
        "it offers \(versions.isEmpty ? old : versions.joined(separator: ", ")), and not JSONRPC 1.0"
      )
      throw HermesError(.remoteVersion, message: error.message)
    }
    // The key is sent only to the origin that the manifest names.
    guard agent.endpoint != nil || RemoteAgent.origin(url) == RemoteAgent.origin(agent.url) else {
      throw bad(
        "its card names \(url) for calls, which is another place; write that as the url, or where "
          + "calls reach it from here as endpoint")
    }
    return RemoteCard.Interface(
      url: agent.endpoint ?? url, tenant: fitting["tenant"]?.string ?? "",
      isStreaming: json["capabilities"]?["streaming"]?.bool ?? false)
  }

  /// Patch versions are ignored (section 3.6).
  private static func isOurs(_ version: String?) -> Bool {
    version?.split(separator: ".", omittingEmptySubsequences: false).prefix(2)
      .joined(separator: ".") == A2AProtocol.version
  }
}
