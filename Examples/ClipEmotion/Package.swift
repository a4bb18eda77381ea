// swift-tools-version: 6.2
import PackageDescription

// A package as a user of Attune writes one: it depends on the product `Attune` and nothing else.
let package = Package(
  name: "clip-emotion",
  dependencies: [.package(name: "attune", path: "../..")],
  targets: [
    .executableTarget(
      name: "ClipEmotion",
      dependencies: [.product(name: "Attune", package: "attune")])
  ]
)
