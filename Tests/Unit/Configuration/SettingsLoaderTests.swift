import Configuration
import Foundation
import HermesContract
import Testing

@testable import HermesConfiguration

struct SettingsLoaderTests {
  private func load(
    flags: [String: [String]] = [:], environment: [String: String] = [:], file: String? = nil
  ) async throws -> ServerSettings {
    let folder = try TemporaryFolder()
    let path = file.map { _ in folder.file("hermes.yaml") }
    if let file, let path { try file.write(toFile: path, atomically: true, encoding: .utf8) }
    return try await SettingsLoader.load(
      flags: flags, file: path,
      environment: EnvironmentVariablesProvider(environmentVariables: environment))
  }

  private func fault(
    flags: [String: [String]] = [:], environment: [String: String] = [:], file: String? = nil
  ) async -> String? {
    do {
      _ = try await load(flags: flags, environment: environment, file: file)
      return nil
    } catch { return (error as? StartupError)?.description ?? "another error: \(error)" }
  }

  @Test("Without anything set the defaults hold")
  func defaults() async throws {
    let settings = try await load()
    #expect(
      settings.host == "127.0.0.1" && settings.port == 8000 && settings.minimumPasswordLength == 6)
    #expect(settings.agents.isEmpty && settings.durability == "power")
  }

  @Test("TLS needs a certificate and a key")
  func tls() async throws {
    let both = try await load(environment: ["HERMES_TLS_CERT": "c", "HERMES_TLS_KEY": "k"])
    #expect(both.tlsCert == "c" && both.tlsKey == "k")
    #expect(await fault(environment: ["HERMES_TLS_CERT": "c"])?.contains("tls_key is not") == true)
    #expect(await fault(file: "tls_key: k")?.contains("tls_cert is not") == true)
  }

  @Test("Flags go before the environment, and that before the file, setting by setting")
  func precedence() async throws {
    let settings = try await load(
      flags: ["port": ["1"], "agents": ["f1", "f2"]],
      environment: [
        "HERMES_PORT": "2", "HERMES_TASK_SECONDS": "22", "HERMES_AGENTS": "e",
        "HERMES_ALLOW_ORIGIN": "a,b",
        "PORT": "9", "HERMES_LOG_LEVEL": "debug",
      ],
      file: """
        port: 3
        task_seconds: 33
        drain_seconds: 0
        log_level: error
        host: "::1"
        agents: [y]
        """)
    #expect(settings.port == 1 && settings.taskSeconds == 22 && settings.drainSeconds == 0)
    #expect(settings.agents == ["f1", "f2"] && settings.allowOrigins == ["a", "b"])
    #expect(settings.host == "::1" && settings.logLevel == "debug")
  }

  @Test("Every setting can be given in the file and in the environment")
  func everySetting() async throws {
    let numbers: [(String, WritableKeyPath<ServerSettings, Int>)] = [
      ("port", \.port), ("minimum_password_length", \.minimumPasswordLength),
      ("password_cost", \.passwordCost),
      ("access_token_seconds", \.accessTokenSeconds), ("register_burst", \.registerBurst),
      ("request_burst", \.requestBurst), ("requests_per_second", \.requestsPerSecond),
      ("sockets_per_user", \.socketsPerUser), ("sockets_per_address", \.socketsPerAddress),
      ("stalled_reader_seconds", \.stalledReaderSeconds),
      ("socket_frames_per_second", \.socketFramesPerSecond),
      ("handshake_seconds", \.handshakeSeconds),
      ("running_tasks_per_user", \.runningTasksPerUser),
      ("queued_tasks_per_user", \.queuedTasksPerUser), ("running_tasks", \.runningTasks),
      ("maximum_query_bytes", \.maximumQueryBytes), ("task_seconds", \.taskSeconds),
      ("drain_seconds", \.drainSeconds), ("retention_seconds", \.retentionSeconds),
      ("retention_bytes", \.retentionBytes),
      ("retention_minimum_seconds", \.retentionMinimumSeconds),
      ("retention_interval_seconds", \.retentionIntervalSeconds),
    ]
    for (name, path) in numbers {
      #expect(try await load(file: "\(name): 17")[keyPath: path] == 17, "\(name)")
      #expect(
        try await load(environment: ["HERMES_" + name.uppercased(): "17"])[keyPath: path] == 17,
        "\(name)")
    }
    let texts: [(String, String, WritableKeyPath<ServerSettings, String>)] = [
      ("host", "h", \.host), ("data", "/d", \.data), ("durability", "process", \.durability),
      ("log_level", "error", \.logLevel),
    ]
    for (name, value, path) in texts {
      #expect(try await load(file: "\(name): \(value)")[keyPath: path] == value, "\(name)")
      #expect(
        try await load(environment: ["HERMES_" + name.uppercased(): value])[keyPath: path] == value,
        "\(name)")
    }
    let signed = try await load(file: "require_signatures: true\ntrusted_keys: [a.pub, b.pub]")
    #expect(signed.requireSignatures && signed.trustedKeys == ["a.pub", "b.pub"])
    let environment = try await load(environment: [
      "HERMES_REQUIRE_SIGNATURES": "true", "HERMES_TRUSTED_KEYS": "a.pub,b.pub",
    ])
    #expect(environment.requireSignatures && environment.trustedKeys == ["a.pub", "b.pub"])
    #expect(try await load(file: "allow_origin: [a, b]").allowOrigins == ["a", "b"])
  }

  @Test(
    "A value that a setting does not take is refused with its name and range, wherever it came from"
  )
  func refusals() async {
    let message = "port is \"70000\", but must be a whole number from 0 to 65535."
    #expect(await fault(flags: ["port": ["70000"]]) == message)
    #expect(await fault(environment: ["HERMES_PORT": "70000"]) == message)
    #expect(await fault(file: "port: 70000") == message)
    for value in ["-1", "x", "1.5", "", " 1"] {
      #expect(await fault(flags: ["port": [value]])?.contains("\"\(value)\"") == true)
    }
    #expect(
      await fault(environment: ["HERMES_DURABILITY": "none"])
        == "durability is \"none\", but must be one of power, process.")
    #expect(await fault(file: "log_level: loud")?.hasPrefix("log_level is \"loud\"") == true)
    #expect(await fault(file: "password_cost: 9") != nil)
    #expect(await fault(file: "password_cost: 21") != nil)
    #expect(
      await fault(file: "require_signatures: maybe")
        == "require_signatures is \"maybe\", but must be true or false.")
    #expect(
      await fault(environment: ["HERMES_REQUIRE_SIGNATURES": "true"])
        == "require_signatures is true, but trusted_keys is empty: nothing could be loaded. "
        + "Add public keys, or set it to false.")
  }

  @Test(
    "A value of another type in the file is refused, and not passed over",
    arguments: [
      "port: eight", "port: 1.5", "port: true", "port: [1]", "port: [a]", "port: []",
    ])
  func wrongType(file: String) async {
    #expect(await fault(file: file)?.hasPrefix("port is") == true)
  }

  @Test("A name in the file that is no setting is refused, with the one that was meant")
  func unknown() async throws {
    let typo = await fault(file: "port: 1\nlog_levle: info")
    #expect(typo?.hasSuffix("there is no setting \"log_levle\". Did you mean log_level?") == true)
    #expect(typo?.contains("hermes.yaml") == true)
    let far = await fault(file: "server: {port: 1}")
    #expect(far?.contains("no setting \"server\". docs/settings.md") == true)
    #expect(await fault(file: "[port, 1]") != nil)
    #expect(try await load(file: "").port == 8000)
    #expect(try await load(file: "# only a comment").port == 8000)
  }

  @Test("A variable that is nearly a setting is told, with the one that was meant")
  func misspelt() {
    let warnings = MisspeltVariables.warnings([
      "HERMES_PROT": "1", "HERMES_RETENTION_SECOND": "1", "HERMES_PORT": "1", "HERMES_URL": "x",
      "HERMES_CA": "x", "HERMES_TEST_WORKERS": "2", "PROT": "1",
    ])
    #expect(
      warnings == [
        "HERMES_PROT is not a setting and is ignored. Did you mean HERMES_PORT?",
        "HERMES_RETENTION_SECOND is not a setting and is ignored. Did you mean HERMES_RETENTION_SECONDS?",
      ])
  }

  @Test("A list may be one value without brackets, and one value may not be a list")
  func lists() async throws {
    #expect(try await load(file: "agents: /a").agents == ["/a"])
    #expect(await fault(file: "host: [a]") == "host is a list, but takes one value.")
    #expect(await fault(file: "log_level: [info]") == "log_level is a list, but takes one value.")
  }

  @Test("A file that is missing or no YAML is named")
  func badFile() async {
    let missing = await #expect(throws: StartupError.self) {
      try await SettingsLoader.load(flags: [:], file: "/nonexistent/hermes.yaml")
    }
    #expect(missing?.description.contains("/nonexistent/hermes.yaml") == true)
    #expect(await fault(file: "port: [1")?.contains("can't be read as YAML") == true)
  }
}
