import HermesContract

/// All settings of the server, with their defaults. `SettingsTable` defines their names, ranges and
/// descriptions.
package struct ServerSettings: Sendable {
  /// The address to listen on.
  package var host = "127.0.0.1"
  /// The port to listen on; 0 takes a free one.
  package var port = 8000
  /// A PEM file with the certificate chain; empty serves plain HTTP.
  package var tlsCert = ""
  /// A PEM file with the certificate's private key; empty serves plain HTTP.
  package var tlsKey = ""
  /// The data directory; empty means `$XDG_DATA_HOME/hermes`, or `~/.local/share/hermes`.
  package var data = ""
  /// Folders of agents, in order; empty means `agents.d`.
  package var agents: [String] = []
  /// A folder with the Swift runtime for agents; empty means the one that is installed with the
  /// program, if there is one.
  package var swiftRuntime = ""
  /// Whether only libraries signed with a trusted key are loaded.
  package var requireSignatures = false
  /// Files of public Ed25519 keys in PEM.
  package var trustedKeys: [String] = []
  /// Origins of web pages that may call the server, in addition to local ones on a loopback
  /// address.
  package var allowOrigins: [String] = []
  /// Names without ports under which the server is reached, besides this machine's.
  package var allowedHosts: [String] = []
  /// Where clients find the server behind a proxy; empty if links are the server's own paths.
  package var publicURL = ""
  /// "power" (an fsync per group of events) or "process" (no fsync).
  package var durability = "power"
  /// The lowest level that is logged: "debug", "info", "notice", "warning" or "error".
  package var logLevel = "info"
  /// "text", or "json" for one object per line.
  package var logFormat = "text"
  /// In characters.
  package var minimumPasswordLength = 6
  /// The base-2 logarithm of scrypt's N.
  package var passwordCost = 15
  /// How long an access token is valid, in seconds.
  package var accessTokenSeconds = 3600
  /// Who may register over HTTP: "open", "invite", "closed", or "auto", which is "open" for this
  /// machine on a loopback address without trusted proxies, and otherwise "closed".
  package var registration = "auto"
  /// Registrations, and failed logins, that one address may make in a burst.
  package var registerBurst = 20
  /// Requests that one user may make in a burst.
  package var requestBurst = 200
  /// Requests of one user per second, once `requestBurst` is used up.
  package var requestsPerSecond = 100
  /// Open streams of one user, sockets and event sources together.
  package var socketsPerUser = 100
  /// Open streams of one address.
  package var socketsPerAddress = 1000
  /// Open connections in total; limited further by the process's descriptors.
  package var connections = 65_536
  /// Open connections of one address that are not streams.
  package var connectionsPerAddress = 2048
  /// Requests of one user with `wait` that wait concurrently.
  package var waitingRequestsPerUser = 32
  /// Reverse proxies whose forwarding fields are trusted.
  package var trustedProxies: [IPNetwork] = []
  /// Seconds from a request's head to the end of its body; then 408.
  package var requestSeconds = 30
  /// Seconds that a connection stays open between two requests.
  package var keepAliveSeconds = 75
  /// Seconds that a reader of a stream or a response may read nothing.
  package var stalledReaderSeconds = 30
  /// Frames per second from a socket's client, ten times as many in a burst.
  package var socketFramesPerSecond = 100
  /// Seconds from a connection to the head of its first request, including TLS.
  package var handshakeSeconds = 10
  /// Tasks of one user that run at the same time.
  package var runningTasksPerUser = 8
  /// Tasks of one user that wait for a slot or for a person.
  package var queuedTasksPerUser = 100
  /// Tasks that run at the same time in total, not counting those that wait for an agent.
  package var runningTasks = 256
  /// The size limit of a request's or an answer's text; 16 KiB.
  package var maximumQueryBytes = 16 << 10
  /// How long a task may run, in seconds.
  package var taskSeconds = 600
  /// How long a question to a person stays open, in seconds; 7 days.
  package var inputSeconds = 7 * 86_400
  /// Whether every plan waits until its owner approves it.
  package var requireApproval = false
  /// Bytes that one user's tasks may take on disk; 2 GiB, 0 means no limit.
  package var storageBytesPerUser = 2 << 30
  /// Tasks that one user may begin on one day (UTC); 0 means no limit.
  package var tasksPerDay = 200_000
  /// Model tokens that one user's tasks may use on one day (UTC); 0 means no limit.
  package var modelTokensPerDay = 5_000_000
  /// How long ended tasks are kept, in seconds; 90 days, 0 means forever.
  package var retentionSeconds = 90 * 86_400
  /// Bytes in use above which old tasks are removed; 10 GiB, 0 means no limit.
  package var retentionBytes = 10 << 30
  /// The age in seconds below which ended tasks lose only progress and partial texts; 1 day.
  package var retentionMinimumSeconds = 86_400
  /// Seconds between two checks of the retention limits.
  package var retentionIntervalSeconds = 60
  /// The URL of an OpenTelemetry collector; empty means `OTEL_EXPORTER_OTLP_ENDPOINT`.
  package var otlpEndpoint = ""
  /// Header fields for the collector, each `name=value`.
  package var otlpHeaders: [String] = []
  /// The base URL of a server with chat completions; empty means no model.
  package var modelURL = ""
  /// The model's name on that server; may be empty if it has only one.
  package var modelName = ""
  /// The bearer token for that server; secret.
  package var modelKey = ""
  /// Seconds from a request to the model to the first piece of its answer.
  package var modelFirstTokenSeconds = 120
  /// Seconds from a request to the model to the end of its answer.
  package var modelSeconds = 600
  /// "auto" uses the model for intents and plans; "off" leaves it to agents.
  package var modelPlanning = "auto"
  /// Seconds that the model may take for an intent, and for a plan.
  package var modelPlanningSeconds = 10
  /// Seconds that running tasks have to finish after SIGTERM.
  package var drainSeconds = 10

  /// All defaults.
  package init() {}
}

/// Some values are secrets, so printing the settings as a whole must not reveal them.
extension ServerSettings: CustomStringConvertible, CustomReflectable {
  package var description: String { "ServerSettings" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
