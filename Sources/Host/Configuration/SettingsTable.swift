/// All settings there are: what reads them, their help and docs/settings.md are made of this table.
package enum SettingsTable {
  package static let all: [Setting] = [
    .text(
      "host", \.host,
      "the address to listen on; a loopback address also brings `::1` and the check of the Host header"
    ),
    .number(
      "port", \.port, in: 0...65535,
      "the port to listen on; 0 takes a free one"),
    .text(
      "tls_cert", \.tlsCert,
      "a PEM file with the server's certificate and what leads to a known root; with `tls_key` the port speaks HTTPS and WSS only"
    ),
    .text(
      "tls_key", \.tlsKey,
      "a PEM file with the certificate's private key, without a passphrase"),
    .list(
      "allow_origin", \.allowOrigins,
      "origins of web pages that may call, besides those of this machine on a loopback address"),
    .text(
      "data", \.data, shownDefault: "`~/.local/share/hermes`",
      "where everything durable lies"),
    .list(
      "agents", \.agents, shownDefault: "`agents.d`",
      "folders of agents, in order. Without it `agents.d` of the working directory if there is one, else of the folder above the program's: [who may write there](agents.md#who-may-write-there)"
    ),
    .flag(
      "require_signatures", \.requireSignatures,
      "whether a library is loaded only with a trusted key's signature ([signatures.md](signatures.md))"
    ),
    .list(
      "trusted_keys", \.trustedKeys,
      "files of public Ed25519 keys in PEM"),
    .choice(
      "durability", \.durability, of: ["power", "process"],
      "`power`: an fsync for each group of events; `process`: none, and a power cut may take the last moments"
    ),
    .choice(
      "log_level", \.logLevel, of: ["debug", "info", "notice", "warning", "error"],
      "the least level that is logged"),
    .choice(
      "log_format", \.logFormat, of: ["text", "json"],
      "`json`: one object a line"),
    .number(
      "minimum_password_length", \.minimumPasswordLength, in: 1...128,
      "characters of a password"),
    .number(
      "password_cost", \.passwordCost, in: 10...20,
      "base-2 logarithm of scrypt's N"),
    .number(
      "access_token_seconds", \.accessTokenSeconds, in: 1...86_400,
      "how long an access token holds"),
    .number(
      "register_burst", \.registerBurst, in: 1...1_000_000,
      "registrations from one address at once; then one in ten seconds. As many log-ins that fail, whatever accounts they name; then two a second"
    ),
    .number(
      "request_burst", \.requestBurst, in: 1...10_000_000,
      "requests of one user at once"),
    .number(
      "requests_per_second", \.requestsPerSecond, in: 1...10_000_000,
      "requests of one user a second, once `request_burst` is used up"),
    .number(
      "sockets_per_user", \.socketsPerUser, in: 1...1_000_000,
      "open streams, sockets and event sources together"),
    .number(
      "sockets_per_address", \.socketsPerAddress, in: 1...1_000_000,
      "open streams of one address"),
    .number(
      "socket_frames_per_second", \.socketFramesPerSecond, in: 1...1_000_000,
      "frames from a socket's client; ten times as many at once. All sockets of a user: four times as many, twenty times at once; 2 KiB of a message count as one more, `stats` as twenty"
    ),
    .number(
      "connections", \.connections, in: 16...1_000_000,
      "open connections in all; never more than seven eighths of the process's descriptors"),
    .number(
      "connections_per_address", \.connectionsPerAddress, in: 1...1_000_000,
      "open connections of one address that are not streams; behind trusted proxies only `connections` counts"
    ),
    .number(
      "waiting_requests_per_user", \.waitingRequestsPerUser, in: 1...100_000,
      "requests of one user with `wait` that wait at once"),
    .networks(
      "trusted_proxies", \.trustedProxies, takes: "list of addresses and networks",
      "reverse proxies whose `X-Forwarded-For` or `Forwarded` is believed ([operations.md](operations.md#behind-a-proxy))"
    ),
    .number(
      "request_seconds", \.requestSeconds, in: 1...3600,
      "from a request's head to the end of its body; then 408"),
    .number(
      "keep_alive_seconds", \.keepAliveSeconds, in: 1...3600,
      "how long a connection stays open between two requests"),
    .number(
      "stalled_reader_seconds", \.stalledReaderSeconds, in: 1...3600,
      "how long a reader of a stream or an answer may take nothing; streams close with 4408"),
    .number(
      "handshake_seconds", \.handshakeSeconds, in: 1...600,
      "from a connection to the head of its first request, TLS included"),
    .number(
      "running_tasks_per_user", \.runningTasksPerUser, in: 1...10_000,
      "tasks of one user that run at the same time"),
    .number(
      "queued_tasks_per_user", \.queuedTasksPerUser, in: 0...1_000_000,
      "tasks of one user that wait for a place or a person"),
    .number(
      "running_tasks", \.runningTasks, in: 1...100_000,
      "tasks that run at the same time in all; those that wait for an agent aside, of which four times as many may be. Whoever has fewest that run goes first"
    ),
    .number(
      "maximum_query_bytes", \.maximumQueryBytes, in: 1...1_048_576,
      "bytes of a request's or an answer's text"),
    .number(
      "task_seconds", \.taskSeconds, in: 1...86_400,
      "how long a task may run"),
    .number(
      "input_seconds", \.inputSeconds, in: 1...31_536_000,
      "how long a question to a person stays open ([questions.md](questions.md))"),
    .flag(
      "require_approval", \.requireApproval,
      "whether every plan waits until its owner approves it"),
    .number(
      "storage_bytes_per_user", \.storageBytesPerUser, in: 0...(1 << 50),
      "bytes that one user's tasks may take on the disk (of the database estimated row by row), requests and blobs included; a running task is held to it too; 0: no limit"
    ),
    .number(
      "tasks_per_day", \.tasksPerDay, in: 0...1_000_000_000,
      "tasks that one user may begin on one day (UTC); 0: no limit"),
    .number(
      "model_tokens_per_day", \.modelTokensPerDay, in: 0...1_000_000_000_000,
      "tokens of models that one user's tasks may take on one day (UTC); 0: no limit"),
    .number(
      "retention_seconds", \.retentionSeconds, in: 0...10_000_000_000,
      "how long ended tasks are kept; 0: for ever"),
    .number(
      "retention_bytes", \.retentionBytes, in: 0...(1 << 50),
      "bytes in use above which the oldest of whoever has most go, and whoever has more than an equal share stores no more; 0: no limit"
    ),
    .number(
      "retention_minimum_seconds", \.retentionMinimumSeconds, in: 0...10_000_000_000,
      "tasks that ended more recently lose only progress and partial texts"),
    .number(
      "retention_interval_seconds", \.retentionIntervalSeconds, in: 1...86_400,
      "between two checks of the retention limits"),
    .text(
      "otlp_endpoint", \.otlpEndpoint, takes: "a URL",
      "an OpenTelemetry collector; else `OTEL_EXPORTER_OTLP_ENDPOINT`"),
    .list(
      "otlp_headers", \.otlpHeaders, takes: "list of `name=value`",
      "`name=value` each, sent with every request to the collector"),
    .text(
      "model_url", \.modelURL, takes: "a URL",
      "a server with chat completions ([models.md](models.md))"),
    .text(
      "model_name", \.modelName,
      "what that server calls the model; may be empty where it has only one"),
    .text(
      "model_key", \.modelKey,
      "its bearer token, better in the environment"),
    .number(
      "model_first_token_seconds", \.modelFirstTokenSeconds, in: 1...86_400,
      "from a request to the model to the first piece of its answer"),
    .number(
      "model_seconds", \.modelSeconds, in: 1...86_400,
      "from a request to the model to the end of its answer"),
    .choice(
      "model_planning", \.modelPlanning, of: ["auto", "off"],
      "`auto`: the model, if there is one, is asked for intents and plans; `off`: it is for agents only"
    ),
    .number(
      "model_planning_seconds", \.modelPlanningSeconds, in: 1...3600,
      "that the model may take for an intent, and for a plan"),
    .number(
      "drain_seconds", \.drainSeconds, in: 0...3600,
      "how long running tasks have to end after SIGTERM"),
  ]

  /// The help of the flag with a setting's name.
  package static func help(_ name: String) -> String {
    all.first { $0.name == name }?.help ?? ""
  }
}
