/// All settings. Reading, help texts and docs/settings.md are derived from this table.
package enum SettingsTable {
  /// In the order of docs/settings.md.
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
        "a PEM file with the server's certificate and the chain to a known root; with `tls_key`, the port serves only HTTPS and WSS"
    ).reloadable,
    .text(
      "tls_key", at: \.tlsKey,
      meaning: "a PEM file with the certificate's private key, without a passphrase"
    ).reloadable,
    .list(
      "allow_origin", at: \.allowOrigins,
      meaning:
        "origins of web pages that may call the server, in addition to those of this machine when bound to a loopback address"
    ),
    .list(
      "allowed_hosts", at: \.allowedHosts, takes: "list of names without ports",
      meaning:
        "names under which a proxy or DNS leads to the server, such as `hermes.example.org`, or `*.example.org` for all names below that one. Requests for other hosts than these and this machine's are refused, and pages of these hosts may call the server. Without it a server on a loopback address serves only this machine's names, and any other every name ([operations.md](operations.md#behind-a-proxy))"
    ),
    .text(
      "public_url", at: \.publicURL, takes: "an http or https URL",
      meaning:
        "where clients find the server behind a proxy, such as `https://example.org/hermes`. Its path precedes all links, and requests may have it or lack it. Requests for its host are served, and its pages may call the server ([operations.md](operations.md#behind-a-proxy))"
    ),
    .text(
      "data", at: \.data, shownDefault: "`~/.local/share/hermes`",
      meaning: "the directory in which everything is stored"),
    .list(
      "agents", at: \.agents, shownDefault: "`agents.d`",
      meaning:
        "folders of agents, in order. By default `agents.d` in the working directory if it exists, otherwise `agents.d` in the parent of the program's folder, or `lib/hermes/agents.d` there: [who may write there](agents.md#who-may-write-there)"
    ),
    .text(
      "swift_runtime", at: \.swiftRuntime,
      shownDefault: "`../lib/hermes/swift` beside the program, if it exists",
      meaning:
        "a folder with the Swift runtime. Agents that are written in Swift use it, whatever their RUNPATH says; without it each of them uses the toolchain that its RUNPATH names"
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
        "`power`: an fsync for each group of events; `process`: no fsync, so that a power failure may lose the last moments"
    ),
    .choice(
      "log_level", at: \.logLevel, of: ["debug", "info", "notice", "warning", "error"],
      meaning: "the lowest level that is logged"
    ).reloadable,
    .choice(
      "log_format", at: \.logFormat, of: ["text", "json"],
      meaning: "`json`: one object per line"),
    .number(
      "minimum_password_length", at: \.minimumPasswordLength, in: 1...128,
      meaning: "the minimum number of characters in a password"),
    .number(
      "password_cost", at: \.passwordCost, in: 10...20,
      meaning: "base-2 logarithm of scrypt's N"),
    .number(
      "access_token_seconds", at: \.accessTokenSeconds, in: 1...86_400,
      meaning: "how long an access token is valid"),
    .choice(
      "registration", at: \.registration, of: ["auto", "open", "invite", "closed"],
      meaning:
        "who may make an account over HTTP. `open`: anyone who reaches the server; `invite`: people with a code of `hermes user invite`; `closed`: nobody; `auto`: on a loopback address without `trusted_proxies` `open` for requests of this machine that came through no proxy, otherwise `closed`"
    ),
    .number(
      "register_burst", at: \.registerBurst, in: 1...1_000_000,
      meaning:
        "registrations from one address in a burst; then one every ten seconds. The same number of failed logins, whatever accounts they name; then two per second"
    ),
    .number(
      "request_burst", at: \.requestBurst, in: 1...10_000_000,
      meaning: "requests of one user in a burst"
    ).reloadable,
    .number(
      "requests_per_second", at: \.requestsPerSecond, in: 1...10_000_000,
      meaning: "requests of one user per second, once `request_burst` is used up"
    ).reloadable,
    .number(
      "sockets_per_user", at: \.socketsPerUser, in: 1...1_000_000,
      meaning: "open streams of one user, sockets and event sources together"
    ).reloadable,
    .number(
      "sockets_per_address", at: \.socketsPerAddress, in: 1...1_000_000,
      meaning: "open streams of one address"
    ).reloadable,
    .number(
      "socket_frames_per_second", at: \.socketFramesPerSecond, in: 1...1_000_000,
      meaning:
        "frames per second from a socket's client, and ten times as many in a burst. All sockets of a user together: four times as many, and twenty times in a burst; every 2 KiB of a message count as one more frame, `stats` as twenty"
    ),
    .number(
      "connections", at: \.connections, in: 16...1_000_000,
      meaning:
        "open connections in total; never more than seven eighths of the process's descriptors"
    ).reloadable,
    .number(
      "connections_per_address", at: \.connectionsPerAddress, in: 1...1_000_000,
      meaning:
        "open connections of one address that are not streams; behind trusted proxies only `connections` applies"
    ),
    .number(
      "waiting_requests_per_user", at: \.waitingRequestsPerUser, in: 1...100_000,
      meaning: "requests of one user with `wait` that wait concurrently"),
    .networks(
      "trusted_proxies", at: \.trustedProxies, takes: "list of addresses and networks",
      meaning:
        "reverse proxies whose `X-Forwarded-For` or `Forwarded` is trusted ([operations.md](operations.md#behind-a-proxy))"
    ),
    .number(
      "request_seconds", at: \.requestSeconds, in: 1...3600,
      meaning: "the time from a request's head to the end of its body; then 408"),
    .number(
      "keep_alive_seconds", at: \.keepAliveSeconds, in: 1...3600,
      meaning: "how long a connection stays open between two requests"),
    .number(
      "stalled_reader_seconds", at: \.stalledReaderSeconds, in: 1...3600,
      meaning:
        "how long a reader of a stream or a response may read nothing; streams close with 4408"),
    .number(
      "handshake_seconds", at: \.handshakeSeconds, in: 1...600,
      meaning: "the time from a connection to the head of its first request, including TLS"),
    .number(
      "running_tasks_per_user", at: \.runningTasksPerUser, in: 1...10_000,
      meaning: "tasks of one user that run at the same time"),
    .number(
      "queued_tasks_per_user", at: \.queuedTasksPerUser, in: 0...1_000_000,
      meaning: "tasks of one user that wait for a slot or for a person"),
    .number(
      "running_tasks", at: \.runningTasks, in: 1...100_000,
      meaning:
        "tasks that run at the same time in total, not counting those that wait for an agent, of which there may be four times as many. The user with the fewest running tasks is served first"
    ),
    .number(
      "maximum_query_bytes", at: \.maximumQueryBytes, in: 1...1_048_576,
      meaning: "the size limit in bytes of a request's or an answer's text"),
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
        "bytes that one user's tasks may take on disk (estimated row by row for the database), including requests and blobs; applies to running tasks too; 0: no limit"
    ),
    .number(
      "tasks_per_day", at: \.tasksPerDay, in: 0...1_000_000_000,
      meaning: "tasks that one user may begin on one day (UTC); 0: no limit"),
    .number(
      "model_tokens_per_day", at: \.modelTokensPerDay, in: 0...1_000_000_000_000,
      meaning: "model tokens that one user's tasks may use on one day (UTC); 0: no limit"),
    .number(
      "retention_seconds", at: \.retentionSeconds, in: 0...10_000_000_000,
      meaning: "how long ended tasks are kept; 0: forever"),
    .number(
      "retention_bytes", at: \.retentionBytes, in: 0...(1 << 50),
      meaning:
        "bytes in use above which the oldest tasks of the user with the most are removed, and users with more than an equal share can't store more; 0: no limit"
    ),
    .number(
      "retention_minimum_seconds", at: \.retentionMinimumSeconds, in: 0...10_000_000_000,
      meaning: "tasks that ended more recently lose only progress and partial texts"),
    .number(
      "retention_interval_seconds", at: \.retentionIntervalSeconds, in: 1...86_400,
      meaning: "the time between two checks of the retention limits"),
    .text(
      "otlp_endpoint", at: \.otlpEndpoint, takes: "a URL",
      meaning: "the URL of an OpenTelemetry collector; by default `OTEL_EXPORTER_OTLP_ENDPOINT`"),
    .list(
      "otlp_headers", at: \.otlpHeaders, takes: "list of `name=value`",
      meaning: "`name=value` each, sent with every request to the collector"),
    .text(
      "model_url", at: \.modelURL, takes: "a URL",
      meaning: "a server with chat completions ([models.md](models.md))"
    ).reloadable,
    .text(
      "model_name", at: \.modelName,
      meaning: "the model's name on that server; may be empty if it has only one"
    ).reloadable,
    .text(
      "model_key", at: \.modelKey,
      meaning: "the bearer token for that server, preferably set in the environment"
    ).reloadable,
    .number(
      "model_first_token_seconds", at: \.modelFirstTokenSeconds, in: 1...86_400,
      meaning: "the time from a request to the model to the first piece of its answer"
    ).reloadable,
    .number(
      "model_seconds", at: \.modelSeconds, in: 1...86_400,
      meaning: "the time from a request to the model to the end of its answer"
    ).reloadable,
    .choice(
      "model_planning", at: \.modelPlanning, of: ["auto", "off"],
      meaning:
        "`auto`: the model, if there is one, is used for intents and plans; `off`: only agents use it"
    ),
    .number(
      "model_planning_seconds", at: \.modelPlanningSeconds, in: 1...3600,
      meaning: "the time that the model may take for an intent, and for a plan"),
    .number(
      "drain_seconds", at: \.drainSeconds, in: 0...3600,
      meaning: "how long running tasks have to finish after SIGTERM"),
  ]

  /// The help text of the flag with a setting's name; empty for an unknown name.
  package static func helpText(for name: String) -> String {
    all.first { $0.name == name }?.help ?? ""
  }
}
