import HermesAccounts
import HermesConfiguration
import HermesListener
import HermesModel
import HermesStreams

/// What of a running server follows from settings that may change.
extension ServerHost {
  static func modelConfiguration(_ settings: ServerSettings) -> ModelClient.Configuration {
    var configuration = ModelClient.Configuration()
    configuration.url = settings.modelURL
    configuration.name = settings.modelName
    configuration.key = settings.modelKey
    configuration.firstTokenLimit = .seconds(settings.modelFirstTokenSeconds)
    configuration.limit = .seconds(settings.modelSeconds)
    return configuration
  }

  static func connectionLimits(_ settings: ServerSettings) -> ConnectionGate.Limits {
    .init(
      total: min(settings.connections, DescriptorLimit.forConnections),
      perAddress: settings.connectionsPerAddress)
  }

  static func streamLimits(_ settings: ServerSettings) -> ConnectionRegistry.Limits {
    .init(perUser: settings.socketsPerUser, perAddress: settings.socketsPerAddress)
  }

  /// Takes the values of the reloadable settings, apart from the certificate.
  func apply(_ settings: ServerSettings) {
    ServerLog.setLevel(settings.logLevel)
    http.requests.setLimits(
      burst: settings.requestBurst, perSecond: Double(settings.requestsPerSecond))
    gate.setLimits(Self.connectionLimits(settings))
    connections.setLimits(Self.streamLimits(settings))
    models.setConfiguration(Self.modelConfiguration(settings))
  }
}
