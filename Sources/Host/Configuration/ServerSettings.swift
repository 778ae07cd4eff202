import HermesContract

/// Everything that can be set about the server, with its defaults. `SettingsTable` says of each what it is called, what
/// it takes and what it does.
package struct ServerSettings: Sendable {
  package var host = "127.0.0.1"
  package var port = 8000
  package var tlsCert = ""
  package var tlsKey = ""
  package var data = ""
  package var agents: [String] = []
  package var requireSignatures = false
  package var trustedKeys: [String] = []
  package var allowOrigins: [String] = []
  package var durability = "power"
  package var logLevel = "info"
  package var logFormat = "text"
  package var minimumPasswordLength = 6
  package var passwordCost = 15
  package var accessTokenSeconds = 3600
  package var registerBurst = 20
  package var requestBurst = 200
  package var requestsPerSecond = 100
  package var socketsPerUser = 100
  package var socketsPerAddress = 1000
  package var connections = 65_536
  package var connectionsPerAddress = 2048
  package var waitingRequestsPerUser = 32
  package var trustedProxies: [IPNetwork] = []
  package var requestSeconds = 30
  package var keepAliveSeconds = 75
  package var stalledReaderSeconds = 30
  package var socketFramesPerSecond = 100
  package var handshakeSeconds = 10
  package var runningTasksPerUser = 8
  package var queuedTasksPerUser = 100
  package var runningTasks = 256
  package var maximumQueryBytes = 16 << 10
  package var taskSeconds = 600
  package var inputSeconds = 7 * 86_400
  package var requireApproval = false
  package var storageBytesPerUser = 2 << 30
  package var tasksPerDay = 200_000
  package var modelTokensPerDay = 5_000_000
  package var retentionSeconds = 90 * 86_400
  package var retentionBytes = 10 << 30
  package var retentionMinimumSeconds = 86_400
  package var retentionIntervalSeconds = 60
  package var otlpEndpoint = ""
  package var otlpHeaders: [String] = []
  package var modelURL = ""
  package var modelName = ""
  package var modelKey = ""
  package var modelFirstTokenSeconds = 120
  package var modelSeconds = 600
  package var modelPlanning = "auto"
  package var modelPlanningSeconds = 10
  package var drainSeconds = 10

  package init() {}
}

/// Some values are secrets: printed as a whole they must not end in a log.
extension ServerSettings: CustomStringConvertible, CustomReflectable {
  package var description: String { "ServerSettings" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
