import HermesContract

/// What a running server says about itself.
enum ServerCheck {
  /// - Parameter client: of the control socket.
  static func findings(_ client: APIClient) async -> [Finding] {
    do {
      let (status, ready) = try await client.state(of: "/ready")
      let word = ready["status"]?.string ?? "unknown"
      let state: Finding =
        status == 200
        ? .good("server", text: "It is ready, with \(ready["agents"]?.int ?? 0) agents.")
        : .warning("server", text: "It is not ready: \(word).", cure: cure(of: word))
      return [state] + (try await proxyFindings(client))
    } catch {
      let message = (error as? CommandFailure)?.message ?? "\(error)"
      return [
        .fault("server", text: "It does not answer: \(message)", cure: "See its log.")
      ]
    }
  }

  private static func cure(of status: String) -> String {
    switch status {
    case "no_agents": "See what was refused: hermes agents"
    case "storage_failing", "disk_nearly_full": "Free space on the disk of the data directory."
    default: "Wait for it to start or stop."
    }
  }

  private static func proxyFindings(_ client: APIClient) async throws -> [Finding] {
    let seen = try await client.send("GET", to: "/api/v1/operator/observations")
    guard let peer = seen["untrusted_proxy"]?.string else { return [] }
    return [
      .warning(
        "proxy",
        text:
          "Requests come through a proxy at \(peer), which is not in trusted_proxies: all its clients count as one address.",
        cure: "Name it in trusted_proxies, if it is yours.")
    ]
  }
}
