// swift-tools-version: 6.2
import PackageDescription

// An agent's library exports hermes_agent_entry and nothing else: its `main` must not collide with
// the server's.
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
    // The agent's logic as a separate target, so that tests can link with it.
    .target(name: "Alphabet"),
    .target(
      name: "Speller",
      dependencies: ["Alphabet", .product(name: "AgentKit", package: "AgentKit")],
      linkerSettings: oneSymbol),
    .testTarget(name: "AlphabetTests", dependencies: ["Alphabet"]),
  ]
)
