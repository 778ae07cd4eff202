// swift-tools-version: 6.2
import PackageDescription

// A library of an agent exports hermes_agent_entry and nothing else: its `main` must not meet that
// of the server.
let oneSymbol: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld", "-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map",
      "-Xlinker", "--gc-sections",
    ])
]

let package = Package(
  name: "Speller",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Speller", type: .dynamic, targets: ["Speller"])],
  dependencies: [.package(path: "vendor/AgentKit")],
  targets: [
    // What the agent knows, apart from the agent, so that tests can be linked with it.
    .target(name: "Alphabet"),
    .target(
      name: "Speller",
      dependencies: ["Alphabet", .product(name: "AgentKit", package: "AgentKit")],
      linkerSettings: oneSymbol),
    .testTarget(name: "AlphabetTests", dependencies: ["Alphabet"]),
  ]
)
