import HermesAccounts
import HermesConfiguration

extension RegistrationPolicy {
  /// What the settings say. Behind a proxy, clients of a loopback address may be anybody.
  init(_ settings: ServerSettings) {
    let isLocal = ServerHost.isLoopback(settings.host) && settings.trustedProxies.isEmpty
    self = RegistrationPolicy(rawValue: settings.registration) ?? (isLocal ? .local : .closed)
  }
}
