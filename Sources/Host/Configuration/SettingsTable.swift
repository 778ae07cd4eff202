/// All settings there are: what reads them, their help and docs/settings.md are made of this table.
package enum SettingsTable {
  package static let all: [Setting] = [
    .text(
      "host", at: \.host,
      meaning:
        "the address to listen on; a loopback address also brings `::1` and the check of the Host header"
    ),
    .number(
      "port", at: \.port, in: 0...65535,
      meaning: "the port to listen on; 0 takes a free one"),
    .text(
      "tls_cert", at: \.tlsCert,
      meaning:
        "a PEM file with the server's certificate and what leads to a known root; with `tls_key` the port speaks HTTPS and WSS only"
    ),
    .text(
      "tls_key", at: \.tlsKey,
      meaning: "a PEM file with the certificate's private key, without a passphrase"),
    .list(
      "allow_origin", at: \.allowOrigins,
      meaning:
        "origins of web pages that may call, besides those of this machine on a loopback address"),
    .text(
      "data", at: \.data, shownDefault: "`~/.local/share/hermes`",
      meaning: "where everything durable lies"),
    .list(
      "agents", at: \.agents, shownDefault: "`agents.d`",
      meaning:
        "folders of agents, in order. Without it `agents.d` of the working directory if there is one, else of the folder above the program's: [who may write there](agents.md#who-may-write-there)"
    ),
    .flag(
      "require_signatures", at: \.requireSignatures,
      meaning:
        "whether a library is loaded only with a trusted key's signature ([signatures.md](signatures.md))"
    ),
    .list(
      "trusted_keys", at: \.trustedKeys,
      meaning: "files of public Ed25519 keys in PEM"),
    .choice(
      "durability", at: \.durability, of: ["power", "process"],
      meaning:
        "`power`: an fsync for each group of events; `process`: none, and a power cut may take the last moments"
    ),
    .choice(
      "log_level", at: \.logLevel, of: ["debug", "info", "notice", "warning", "error"],
      meaning: "the least level that is logged"),
    .choice(
      "log_format", at: \.logFormat, of: ["text", "json"],
      meaning: "`json`: one object a line"),
    .number(
      "minimum_password_length", at: \.minimumPasswordLength, in: 1...128,
      meaning: "characters of a password"),
    .number(
      "password_cost", at: \.passwordCost, in: 10...20,
      meaning: "base-2 logarithm of scrypt's N"),
    .number(
      "access_token_seconds", at: \.accessTokenSeconds, in: 1...86_400,
      meaning: "how long an access token holds"),
    .number(
      "register_burst", at: \.registerBurst, in: 1...1_000_000,
      meaning:
        "registrations from one address at once; then one in ten seconds. As many log-ins that fail, whatever accounts they name; then two a second"
    ),
    .number(
      "request_burst", at: \.requestBurst, in: 1...10_000_000,
      meaning: "requests of one user at once"),
    .number(
      "requests_per_second", at: \.requestsPerSecond, in: 1...10_000_000,
      meaning: "requests of one user a second, once `request_burst` is used up"),
    .number(
      "sockets_per_user", at: \.socketsPerUser, in: 1...1_000_000,
      meaning: "open streams, sockets and event sources together"),
    .number(
      "sockets_per_address", at: \.socketsPerAddress, in: 1...1_000_000,
      meaning: "open streams of one address"),
    .number(
      "socket_frames_per_second", at: \.socketFramesPerSecond, in: 1...1_000_000,
      meaning:
        "frames from a socket's client; ten times as many at once. All sockets of a user: four times as many, twenty times at once; 2 KiB of a message count as one more, `stats` as twenty"
    ),
    .number(
      "connections", at: \.connections, in: 16...1_000_000,
      meaning: "open connections in all; never more than seven eighths of the process's descriptors"
    ),
    .number(
      "connections_per_address", at: \.connectionsPerAddress, in: 1...1_000_000,
      meaning:
        "open connections of one address that are not streams; behind trusted proxies only `connections` counts"
    ),
    .number(
      "waiting_requests_per_user", at: \.waitingRequestsPerUser, in: 1...100_000,
      meaning: "requests of one user with `wait` that wait at once"),
    .networks(
      "trusted_proxies", at: \.trustedProxies, takes: "list of addresses and networks",
      meaning:
        "reverse proxies whose `X-Forwarded-For` or `Forwarded` is believed ([operations.md](operations.md#behind-a-proxy))"
    ),
    .number(
      "request_seconds", at: \.requestSeconds, in: 1...3600,
      meaning: "from a request's head to the end of its body; then 408"),
    .number(
      "keep_alive_seconds", at: \.keepAliveSeconds, in: 1...3600,
      meaning: "how long a connection stays open between two requests"),
    .number(
      "stalled_reader_seconds", at: \.stalledReaderSeconds, in: 1...3600,
      meaning:
        "how long a reader of a stream or an answer may take nothing; streams close with 4408"),
    .number(
      "handshake_seconds", at: \.handshakeSeconds, in: 1...600,
      meaning: "from a connection to the head of its first request, TLS included"),
    .number(
      "running_tasks_per_user", at: \.runningTasksPerUser, in: 1...10_000,
      meaning: "tasks of one user that run at the same time"),
    .number(
      "queued_tasks_per_user", at: \.queuedTasksPerUser, in: 0...1_000_000,
      meaning: "tasks of one user that wait for a place or a person"),
    .number(
      "running_tasks", at: \.runningTasks, in: 1...100_000,
      meaning:
        "tasks that run at the same time in all; those that wait for an agent aside, of which four times as many may be. Whoever has fewest that run goes first"
    ),
    .number(
      "maximum_query_bytes", at: \.maximumQueryBytes, in: 1...1_048_576,
      meaning: "bytes of a request's or an answer's text"),
    .number(
      "task_seconds", at: \.taskSeconds, in: 1...86_400,
      meaning: "how long a task may run"),
    .number(
      "input_seconds", at: \.inputSeconds, in: 1...31_536_000,
      meaning: "how long a question to a person stays open ([questions.md](questions.md))"),
    .flag(
      "require_approval", at: \.requireApproval,
      meaning: "whether every plan waits until its owner approves it"),
    .number(
      "storage_bytes_per_user", at: \.storageBytesPerUser, in: 0...(1 << 50),
      meaning:
        "bytes that one user's tasks may take on the disk (of the database estimated row by row), requests and blobs included; a running task is held to it too; 0: no limit"
    ),
    .number(
      "tasks_per_day", at: \.tasksPerDay, in: 0...1_000_000_000,
      meaning: "tasks that one user may begin on one day (UTC); 0: no limit"),
    .number(
      "model_tokens_per_day", at: \.modelTokensPerDay, in: 0...1_000_000_000_000,
      meaning: "tokens of models that one user's tasks may take on one day (UTC); 0: no limit"),
    .number(
      "retention_seconds", at: \.retentionSeconds, in: 0...10_000_000_000,
      meaning: "how long ended tasks are kept; 0: for ever"),
    .number(
      "retention_bytes", at: \.retentionBytes, in: 0...(1 << 50),
      meaning:
        "bytes in use above which the oldest of whoever has most go, and whoever has more than an equal share stores no more; 0: no limit"
    ),
    .number(
      "retention_minimum_seconds", at: \.retentionMinimumSeconds, in: 0...10_000_000_000,
      meaning: "tasks that ended more recently lose only progress and partial texts"),
    .number(
      "retention_interval_seconds", at: \.retentionIntervalSeconds, in: 1...86_400,
      meaning: "between two checks of the retention limits"),
    .text(
      "otlp_endpoint", at: \.otlpEndpoint, takes: "a URL",
      meaning: "an OpenTelemetry collector; else `OTEL_EXPORTER_OTLP_ENDPOINT`"),
    .list(
      "otlp_headers", at: \.otlpHeaders, takes: "list of `name=value`",
      meaning: "`name=value` each, sent with every request to the collector"),
    .text(
      "model_url", at: \.modelURL, takes: "a URL",
      meaning: "a server with chat completions ([models.md](models.md))"),
    .text(
      "model_name", at: \.modelName,
      meaning: "what that server calls the model; may be empty where it has only one"),
    .text(
      "model_key", at: \.modelKey,
      meaning: "its bearer token, better in the environment"),
    .number(
      "model_first_token_seconds", at: \.modelFirstTokenSeconds, in: 1...86_400,
      meaning: "from a request to the model to the first piece of its answer"),
    .number(
      "model_seconds", at: \.modelSeconds, in: 1...86_400,
      meaning: "from a request to the model to the end of its answer"),
    .choice(
      "model_planning", at: \.modelPlanning, of: ["auto", "off"],
      meaning:
        "`auto`: the model, if there is one, is asked for intents and plans; `off`: it is for agents only"
    ),
    .number(
      "model_planning_seconds", at: \.modelPlanningSeconds, in: 1...3600,
      meaning: "that the model may take for an intent, and for a plan"),
    .number(
      "drain_seconds", at: \.drainSeconds, in: 0...3600,
      meaning: "how long running tasks have to end after SIGTERM"),
  ]

  /// The help of the flag with a setting's name.
  package static func helpText(for name: String) -> String {
    all.first { $0.name == name }?.help ?? ""
  }
}
