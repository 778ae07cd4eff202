// swift-tools-version: 6.2
import PackageDescription

let swift: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]
let c: [CSetting] = [
  .unsafeFlags(["-Wall", "-Wextra", "-Werror", "-fstack-protector-strong"]),
  // It needs optimization.
  .unsafeFlags(["-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3"], .when(configuration: .release)),
]
// C23's #embed, for the text files that plugins carry inside their single file.
let embed: [CSetting] = [.unsafeFlags(["-std=c23"])] + c
// Full RELRO: nothing that was resolved can be written afterwards.
let hardened: [LinkerSetting] = [
  .unsafeFlags(
    ["-Xlinker", "-z", "-Xlinker", "relro", "-Xlinker", "-z", "-Xlinker", "now"],
    .when(platforms: [.linux]))
]
// A plugin exports hermes_agent_entry and nothing else; its `main` must not meet the host's.
let oneSymbol: [LinkerSetting] =
  hardened + [
    .unsafeFlags(
      [
        "-use-ld=lld", "-Xlinker", "--version-script=Plugins/exports.map", "-Xlinker",
        "--gc-sections",
      ],
      .when(platforms: [.linux]))
  ]

/// A host layer: a folder under Sources/Host that may import only what it names here.
func layer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: "Hermes\(name)", dependencies: dependencies, path: "Sources/Host/\(name)",
    swiftSettings: swift)
}

func ours(_ name: String) -> Target.Dependency { .target(name: "Hermes\(name)") }

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket"].map {
  .product(name: $0, package: "swift-nio")
}
let httpClient: [Target.Dependency] = [
  .product(name: "AsyncHTTPClient", package: "async-http-client"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOSSL", package: "swift-nio-ssl"),
]

let package = Package(
  name: "hermes",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "hermes", targets: ["hermes"]),
    .executable(name: "dispatch-benchmark", targets: ["DispatchBenchmark"]),
    .executable(name: "intent-benchmark", targets: ["IntentBenchmark"]),
    .library(name: "CodeGenerator", type: .dynamic, targets: ["CodeGenerator"]),
    .library(name: "ContentWriter", type: .dynamic, targets: ["ContentWriter"]),
    .library(name: "DataAnalyzer", type: .dynamic, targets: ["DataAnalyzer"]),
    .library(name: "Guide", type: .dynamic, targets: ["Guide"]),
    .library(name: "PythonExpert", type: .dynamic, targets: ["PythonExpert"]),
    .library(name: "ScriptWriter", type: .dynamic, targets: ["ScriptWriter"]),
    .library(name: "SwiftEcho", type: .dynamic, targets: ["SwiftEcho"]),
  ],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(
      url: "https://github.com/apple/swift-configuration", exact: "1.4.0",
      traits: [.defaults, "YAML"]),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    .target(name: "AgentABI", cSettings: c),
    .target(name: "AgentKit", dependencies: ["AgentABI"], swiftSettings: swift),

    layer("Contract", []),
    layer(
      "Configuration",
      [
        ours("Contract"), .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "TOMLKit", package: "TOMLKit"), .product(name: "Yams", package: "Yams"),
      ]),
    .systemLibrary(
      name: "LibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    layer("Signatures", [ours("Contract"), "LibCrypto"]),
    .systemLibrary(name: "LibZ", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    layer("Compression", ["LibZ"]),
    layer("Terminal", [ours("Contract")]),
    .systemLibrary(name: "LibFFI", pkgConfig: "libffi", providers: [.apt(["libffi-dev"])]),
    layer("NativeFunctions", [ours("Contract"), "LibFFI"]),
    .target(name: "HermesCRuntime", path: "Sources/Host/CRuntime", cSettings: c),
    layer(
      "Threads", [ours("CRuntime"), .product(name: "DequeModule", package: "swift-collections")]),
    layer("AgentWire", [ours("Contract"), "AgentABI"]),
    layer(
      "PluginRuntime",
      [
        ours("Contract"), ours("Threads"), ours("NativeFunctions"), ours("AgentWire"), "AgentABI",
        logging,
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    layer(
      "Events",
      [
        ours("Contract"), ours("Threads"), logging,
        .product(name: "DequeModule", package: "swift-collections"),
      ] + nio),
    layer(
      "Storage",
      [
        ours("Contract"), ours("Threads"), .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    layer(
      "Backup",
      [ours("Contract"), ours("Storage"), .product(name: "Crypto", package: "swift-crypto")]),
    layer(
      "Tracing",
      [
        ours("Contract"), ours("Outbound"), logging,
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    layer(
      "Outbound",
      [
        ours("Contract"), ours("Threads"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    layer("Model", [ours("Contract"), ours("Outbound")] + httpClient),
    layer("JSONRPC", [ours("Contract")]),
    layer("A2AWire", [ours("Contract")]),
    layer(
      "RemoteAgents",
      [ours("Contract"), ours("Outbound"), ours("JSONRPC"), ours("A2AWire")] + httpClient),
    layer(
      "Accounts",
      [
        ours("Contract"), ours("Threads"), .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    layer(
      "Orchestration",
      [
        ours("Contract"), ours("Events"), logging,
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    layer(
      "Streams",
      [
        ours("Contract"), ours("Orchestration"), ours("Events"), ours("Accounts"), ours("Listener"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "DequeModule", package: "swift-collections"),
      ] + nio),
    layer(
      "Listener",
      [
        ours("Contract"), logging,
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ] + nio),
    layer(
      "HTTP",
      [
        ours("Contract"), ours("Orchestration"), ours("Events"), ours("Accounts"),
        ours("Streams"), ours("Listener"), logging,
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    layer(
      "WebSocket",
      [
        ours("Contract"), ours("Orchestration"), ours("Events"), ours("Accounts"),
        ours("Compression"), ours("Streams"), ours("Listener"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ] + nio),
    .target(
      name: "HermesConformanceLinux", path: "Sources/Host/Conformance/Linux", cSettings: c),
    .target(
      name: "HermesConformance",
      dependencies: [
        ours("Contract"), ours("Threads"), ours("AgentWire"), "AgentABI", "HermesConformanceLinux",
      ],
      path: "Sources/Host/Conformance", exclude: ["Linux"], swiftSettings: swift),
    .target(
      name: "HermesScaffoldFiles", path: "Sources/Host/Scaffold/Embedded", cSettings: embed),
    .target(
      name: "HermesScaffold", dependencies: ["HermesScaffoldFiles"], path: "Sources/Host/Scaffold",
      exclude: ["Embedded"], swiftSettings: swift),
    .executableTarget(
      name: "hermes",
      dependencies: [
        ours("Scaffold"), ours("Conformance"), ours("CRuntime"),
        ours("Contract"), ours("Configuration"), ours("PluginRuntime"), ours("Events"),
        ours("Storage"), ours("Accounts"), ours("Orchestration"), ours("HTTP"), ours("WebSocket"),
        ours("Streams"), ours("Listener"), ours("Threads"), ours("Signatures"), ours("Tracing"),
        ours("Model"), ours("RemoteAgents"),
        ours("Outbound"), ours("Terminal"), ours("Backup"), logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ] + nio,
      path: "Sources/Host/App", swiftSettings: swift, linkerSettings: hardened),

    .executableTarget(
      name: "DispatchBenchmark",
      dependencies: [
        ours("Contract"), ours("PluginRuntime"), "AgentABI", logging,
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Benchmarks/dispatch/Host", swiftSettings: swift),
    .executableTarget(
      name: "IntentBenchmark",
      dependencies: [ours("Contract"), ours("Orchestration"), ours("PluginRuntime"), logging],
      path: "Benchmarks/intent/Host", swiftSettings: swift),
    .target(
      name: "SwiftEcho", dependencies: ["AgentKit"], path: "Benchmarks/agents/SwiftEcho",
      swiftSettings: swift, linkerSettings: oneSymbol),

    .target(
      name: "CodeGeneratorCatalogue", path: "Plugins/CodeGenerator/Catalogue", cSettings: embed),
    .target(
      name: "CodeGenerator", dependencies: ["AgentKit", "CodeGeneratorCatalogue"],
      path: "Plugins/CodeGenerator", exclude: ["Catalogue", "Recipes"], swiftSettings: swift,
      linkerSettings: oneSymbol),
    .target(
      name: "ContentWriter", dependencies: ["AgentKit"], path: "Plugins/ContentWriter",
      swiftSettings: swift, linkerSettings: oneSymbol),
    .target(
      name: "Guide", dependencies: ["AgentKit"], path: "Plugins/Guide",
      swiftSettings: swift, linkerSettings: oneSymbol),
    .target(
      name: "DataAnalyzer", dependencies: ["AgentKit"], path: "Plugins/DataAnalyzer",
      swiftSettings: swift, linkerSettings: oneSymbol),
    .target(
      name: "PythonExpertProgram", path: "Plugins/PythonExpert/Embedded", cSettings: embed),
    .target(
      name: "PythonExpertLinux", path: "Plugins/PythonExpert/Linux", cSettings: c),
    .target(
      name: "PythonExpert",
      dependencies: ["AgentKit", "PythonExpertProgram", "PythonExpertLinux"],
      path: "Plugins/PythonExpert", exclude: ["Embedded", "Linux", "Program"],
      swiftSettings: swift, linkerSettings: oneSymbol),
    .target(
      name: "ScriptWriter", dependencies: ["AgentABI"], path: "Plugins/ScriptWriter", cSettings: c,
      linkerSettings: hardened),

    // A door of its own, of the tests.
    .target(
      name: "LineDoor",
      dependencies: [
        ours("Contract"), ours("Orchestration"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ], path: "Tests/LineDoor", swiftSettings: swift),
    .testTarget(
      name: "HermesTests",
      dependencies: [
        "LineDoor", ours("Contract"), ours("Configuration"), ours("Threads"), ours("PluginRuntime"),
        ours("Events"), ours("Storage"), ours("Accounts"), ours("Orchestration"), ours("HTTP"),
        ours("WebSocket"), ours("Streams"), ours("Listener"), ours("Signatures"), ours("Scaffold"),
        ours("Conformance"),
        ours("NativeFunctions"), ours("AgentWire"), ours("Compression"), ours("Outbound"),
        ours("Model"),
        ours("RemoteAgents"), ours("JSONRPC"), ours("A2AWire"), ours("Terminal"),
        ours("Backup"), "AgentABI", "AgentKit", logging,
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "InMemoryLogging", package: "swift-log"),
      ] + nio,
      path: "Tests/Unit", swiftSettings: swift),
  ]
)
