import HermesContract

/// Everything that can be set about the server, with its defaults.
///
/// Each has the same name in the file (`port: 8000`), the environment (`HERMES_PORT`) and, for the
/// common ones, as a flag (`--port`). Flags go before the environment, and that before the file.
package struct ServerSettings: Sendable {
  /// The address to listen on. A loopback address also brings `::1`, and the check of `Host`.
  package var host = "127.0.0.1"
  /// 0...65535; 0 takes a free one.
  package var port = 8000
  /// A PEM file with the server's certificate and what leads to a known root; with `tlsKey` the port
  /// speaks HTTPS and WSS only.
  package var tlsCert = ""
  /// A PEM file with the private key, without a passphrase.
  package var tlsKey = ""
  /// Where everything durable lies; made when missing, mode 0700, locked while in use.
  package var data = ""
  /// Folders of agent libraries, searched in order.
  package var agents: [String] = []
  /// Whether a library is loaded only with a signature (docs/signatures.md) of a trusted key.
  package var requireSignatures = false
  /// Files of public Ed25519 keys in PEM.
  package var trustedKeys: [String] = []
  /// Origins of web pages that may call, besides those of this machine on a loopback binding.
  package var allowOrigins: [String] = []
  /// "power" (fsync at every group commit) or "process" (survives kill -9 only).
  package var durability = "power"
  /// debug, info, notice, warning or error.
  package var logLevel = "info"
  /// "text", or "json" for one object a line.
  package var logFormat = "text"
  /// Characters; 1...128.
  package var minimumPasswordLength = 6
  /// Base-2 logarithm of scrypt's N; 10...20.
  package var passwordCost = 15
  /// Seconds; 1...86400.
  package var accessTokenSeconds = 3600
  /// Registrations from one address at once; afterwards one a second.
  package var registerBurst = 20
  /// Requests of one user at once; afterwards `requestsPerSecond`.
  package var requestBurst = 200
  package var requestsPerSecond = 100
  /// Open streams, sockets and event sources together.
  package var socketsPerUser = 100
  package var socketsPerAddress = 1000
  /// Open connections of all listeners together; 16...1000000, and never more than the process has
  /// descriptors for.
  package var connections = 65_536
  /// Open connections from one address that are not streams; 1...1000000.
  package var connectionsPerAddress = 2048
  /// Requests of one user that wait for the end of their task; 1...100000.
  package var waitingRequestsPerUser = 32
  /// Addresses and networks of reverse proxies whose X-Forwarded-For or Forwarded is believed.
  package var trustedProxies: [IPNetwork] = []
  /// Seconds from a request's head to the end of its body; 1...3600.
  package var requestSeconds = 30
  /// Seconds that a connection stays open between two requests; 1...3600.
  package var keepAliveSeconds = 75
  /// Seconds that a reader of a stream or an answer may take nothing of what waits for it; 1...3600.
  package var stalledReaderSeconds = 30
  /// Frames a second from the client of a socket; ten times as many at once. 1...1000000.
  package var socketFramesPerSecond = 100
  /// Seconds from accepting a connection to the whole head of its first request, the TLS handshake
  /// included; 1...600.
  package var handshakeSeconds = 10
  package var runningTasksPerUser = 8
  package var queuedTasksPerUser = 100
  package var runningTasks = 256
  /// Bytes; 1...1048576.
  package var maximumQueryBytes = 16 << 10
  /// Seconds that a task may run; 1...86400.
  package var taskSeconds = 600
  /// Seconds that a question to a person stays open; 1...31536000.
  package var inputSeconds = 7 * 86_400
  /// Whether every plan waits until its owner has approved it. A request can ask for that itself.
  package var requireApproval = false
  /// Bytes that the tasks of one user may take, blobs included; 0 is no limit.
  package var storageBytesPerUser = 2 << 30
  /// Tasks that one user may begin on one day (UTC); 0 is no limit.
  package var tasksPerDay = 200_000
  /// Tokens of models that one user's tasks may take on one day (UTC); 0 is no limit.
  package var modelTokensPerDay = 5_000_000
  /// Seconds after their end for which tasks are kept; 0 keeps them for ever.
  package var retentionSeconds = 90 * 86_400
  /// Bytes in use, of the database and of blobs, above which the oldest ended tasks of whoever has most are
  /// removed; 0 is no limit.
  package var retentionBytes = 10 << 30
  /// Seconds after their end for which `retentionBytes` leaves tasks; only their progress and partial
  /// texts may go.
  package var retentionMinimumSeconds = 86_400
  /// Seconds between two looks at the above; 1...86400.
  package var retentionIntervalSeconds = 60
  /// Base URL of an OpenTelemetry collector that takes OTLP over HTTP, such as
  /// `http://localhost:4318`; empty: no traces are sent. Without it, `OTEL_EXPORTER_OTLP_ENDPOINT`.
  package var otlpEndpoint = ""
  /// `name=value` each, sent with every request to the collector. Never logged.
  package var otlpHeaders: [String] = []
  /// Base URL of a server with OpenAI's chat completions, such as `http://localhost:8080/v1`, for
  /// agents with the grant `model`; empty: there is none. See docs/models.md.
  package var modelURL = ""
  /// What its server calls the model; may be empty where it has only one.
  package var modelName = ""
  /// Sent to it as a bearer token; empty: none. Never logged.
  package var modelKey = ""
  /// Seconds from a request to the first piece of its answer; 1...86400.
  package var modelFirstTokenSeconds = 120
  /// Seconds from a request to the end of its answer; 1...86400.
  package var modelSeconds = 600
  /// "auto": the model, if there is one, is asked for intent and plan of a request; "off": it is for agents
  /// only.
  package var modelPlanning = "auto"
  /// Seconds that it may take for each of the two; 1...3600.
  package var modelPlanningSeconds = 10
  /// Seconds that running tasks get at SIGTERM; 0...3600.
  package var drainSeconds = 10

  package init() {}
}

/// Some values are secrets: printed as a whole they must not end in a log.
extension ServerSettings: CustomStringConvertible, CustomReflectable {
  package var description: String { "ServerSettings" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
