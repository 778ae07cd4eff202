import Glibc
import HermesConfiguration
import HermesContract
import HermesListener

/// Where the server listens, and what reaches it there.
struct ListenChecks: Sendable {
  private static let soon: Int64 = 14 * 86_400
  let settings: ServerSettings

  var findings: [Finding] { [port] + beforeStart }

  /// What can be checked while a server is opening its port.
  var beforeStart: [Finding] {
    certificate + [exposure, registration, proxies].compactMap { $0 }
  }

  private var port: Finding {
    var copy = settings
    do {
      _ = try ListenAddresses.resolve(&copy)
      return .good("port", text: "\(ListenAddresses.authority(settings)) is free.")
    } catch {
      if isOurs { return .good("port", text: "A server of this data directory is running.") }
      return .fault("port", error: error as? StartupError ?? StartupError("\(error)"))
    }
  }

  /// Whether the port is taken by the server of the same data directory.
  private var isOurs: Bool {
    (try? DataDirectory.existing(settings.data)?.runningServer()) != nil
  }

  private var certificate: [Finding] {
    guard !settings.tlsCert.isEmpty else { return [] }
    do {
      let identity = try TLSIdentity(certificate: settings.tlsCert, key: settings.tlsKey)
      let left = identity.expiresAt.milliseconds / 1000 - Int64(time(nil))
      let text = "The certificate is valid until \(identity.expiresAt.text)."
      guard left < Self.soon else { return [.good("certificate", text: text)] }
      return [
        .warning(
          "certificate", text: text,
          cure: "Renew it: \(settings.tlsCert) is read at the next start.")
      ]
    } catch { return [.fault("certificate", error: error)] }
  }

  /// Passwords and tokens that others on the network can read.
  private var exposure: Finding? {
    guard !ServerHost.isLoopback(settings.host), settings.tlsCert.isEmpty,
      settings.trustedProxies.isEmpty
    else { return nil }
    return .warning(
      "network",
      text:
        "The server listens on \(settings.host) without TLS: passwords and tokens can be read on the network.",
      cure:
        "Set tls_cert and tls_key, or put a proxy with TLS in front and name it in trusted_proxies."
    )
  }

  private var registration: Finding? {
    guard settings.registration == "open", !ServerHost.isLoopback(settings.host) else { return nil }
    return .warning(
      "network",
      text:
        "Whoever reaches \(settings.host) can register and run the agents (registration is open).",
      cure: "Set registration to invite or closed, unless that is meant.")
  }

  private var proxies: Finding? {
    let farApart = [("1.0.0.1", "254.0.0.1"), ("2001::1", "fd00::1")]
    let isEverything = settings.trustedProxies.contains { network in
      farApart.contains { network.contains($0) && network.contains($1) }
    }
    guard isEverything else { return nil }
    return .warning(
      "network",
      text:
        "trusted_proxies has a network of all addresses: every client can say that it is another.",
      cure: "Name only the addresses of proxies.")
  }
}
