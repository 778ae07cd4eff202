// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "AgentKit",
  platforms: [.macOS(.v15)],
  products: [.library(name: "AgentKit", type: .static, targets: ["AgentKit"])],
  targets: [
    .target(name: "AgentABI"),
    .target(
      name: "AgentKit", dependencies: ["AgentABI"],
      swiftSettings: [.enableUpcomingFeature("ExistentialAny")]),
  ]
)
