// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A Swift target with the settings that all of ours share.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// The tests of one target; `AttuneTestSupport` is always at hand.
func tests(_ target: String, _ dependencies: [Target.Dependency] = [], fixtures: Bool = false)
  -> Target
{
  .testTarget(
    name: "\(target)Tests",
    dependencies: [.byName(name: target), "AttuneTestSupport"] + dependencies,
    resources: fixtures ? [.copy("Fixtures")] : [],
    swiftSettings: swiftSettings)
}

let package = Package(
  name: "attune",
  products: [
    .library(name: "Attune", targets: ["Attune"]),
    .library(name: "AttuneCore", targets: ["AttuneCore"]),
    .library(name: "AttuneCorpus", targets: ["AttuneCorpus"]),
    .library(name: "AttuneEvaluation", targets: ["AttuneEvaluation"]),
    .library(name: "ModelHub", targets: ["ModelHub"]),
    .executable(name: "attune", targets: ["AttuneCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: Ring 1, no libtorch

    // The words of the field as types: every other target speaks them.
    library("AttuneCore"),
    // Reads data sets, splits them and says what is wrong with them.
    library("AttuneCorpus", ["AttuneCore"]),
    // The WordPiece tokenizer; no other target needs to know how words become ids.
    library("AttuneText", ["AttuneCore"]),
    // FFmpeg's libraries as a Clang module.
    .systemLibrary(
      name: "CFFmpeg", pkgConfig: "libavformat libavcodec libswscale libswresample libavutil",
      providers: [
        .apt([
          "libavformat-dev", "libavcodec-dev", "libswscale-dev", "libswresample-dev",
          "libavutil-dev",
        ])
      ]),
    // SHA-1 and SHA-256, from FFmpeg's libavutil, for all that names or checks files by them.
    library("AttuneDigest", ["CFFmpeg"]),
    // Decodes sound and video into arrays, and caches them.
    library("AttuneMedia", ["AttuneCore", "AttuneDigest", "CFFmpeg"]),
    // A C interface over dlib's face detector, which is headers and a static library.
    .target(name: "CFaceDetector", linkerSettings: [.linkedLibrary(":libdlib.a")]),
    // Which frames of a video show a face; apart, since only what writes prediction tables asks.
    library("FaceDetection", ["AttuneMedia", "AttuneCore", "CFaceDetector"]),
    // Fetches pretrained encoders, into the cache of the hub's own tools; alone in knowing the network.
    library("ModelHub", ["AttuneCore", "AttuneDigest"]),
    // Prediction tables, metrics and plots: all that needs no model.
    library("AttuneEvaluation", ["AttuneCore", "Zip", "ProcessLauncher"]),
    // Late fusion over prediction tables; docs/fusion.md says why no strategy needs tensors.
    library("AttuneFusion", ["AttuneEvaluation", "AttuneCore"]),
    // Pages as code: every text escaped, one look; useful alone.
    library("AttuneHTML"),
    // A page and a model card of runs, which are only files to it; shows frames and sounds of errors.
    library(
      "AttuneReport",
      ["AttuneHTML", "AttuneCorpus", "AttuneEvaluation", "AttuneMedia", "AttuneCore"]),
    // cairo and espeak-ng as Clang modules, for the synthesis alone.
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(
      name: "CEspeak", pkgConfig: "espeak-ng", providers: [.apt(["libespeak-ng-dev"])]),
    // Makes a corpus of speaking faces, so that the demo and the tests have media.
    library("AttuneSynthesis", ["AttuneCore", "AttuneMedia", "CFFmpeg", "CCairo", "CEspeak"]),
    // Event files for TensorBoard: knows the format, and nothing of training.
    library("TensorBoard", ["AttuneCore"]),
    // What the process and its machine are doing; read from the system, useful alone.
    library("SystemMetrics"),
    // Tensors on disk; imports nothing, useful alone.
    library("Safetensors"),
    // Zip archives from bytes, damaged ones included: a checkpoint is one, and so are numpy's files.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    library("Zip", ["CZlib"]),
    // Reads what torch.save wrote, and builds only plain data of it; useful without libtorch.
    library("TorchCheckpoint", ["Safetensors", "Zip"]),
    // Starts other programs and waits for them, and the processes of a job and ends them together.
    library("ProcessLauncher"),

    // MARK: Ring 2, on libtorch

    // libtorch's headers and libraries, found by pkg-config.
    .systemLibrary(name: "CLibTorch", pkgConfig: "libtorch"),
    // A C interface over libtorch; with CFaceDetector the only C++ of the project.
    .target(name: "CTorchShim", dependencies: ["CLibTorch"]),
    // Tensor, devices, autograd and errors: the shim as Swift.
    library("Torch", ["CTorchShim"]),
    // Processes that train one model: where they meet, and the sum of their gradients.
    library("TorchDistributed", ["Torch", "CTorchShim"]),
    // Layers, losses, optimizers and the parameter store.
    library("TorchNN", ["Torch", "Safetensors", "TorchCheckpoint"]),
    // BERT, wav2vec2 and TimeSformer, keyed as their published checkpoints.
    library(
      "AttuneEncoders",
      ["TorchNN", "Torch", "Safetensors", "TorchCheckpoint", "AttuneText", "ModelHub"]),
    // The two classifiers, and the way from a conversation turn to their input.
    library(
      "AttuneModels",
      [
        "AttuneEncoders", "AttuneCore", "AttuneCorpus", "AttuneDigest", "AttuneMedia", "AttuneText",
        "FaceDetection", "TorchNN", "Torch", "Safetensors", "TorchCheckpoint", yams,
      ]),
    // Recipes: what happens between a corpus and a run folder.
    library(
      "AttuneTraining",
      [
        "AttuneModels", "AttuneEncoders", "AttuneCorpus", "AttuneMedia", "AttuneText",
        "AttuneEvaluation", "AttuneCore", "ProcessLauncher", "TensorBoard", "SystemMetrics",
        "TorchDistributed", "TorchNN", "Torch", "Safetensors", yams,
      ]),
    // What an application imports.
    library(
      "Attune",
      [
        "AttuneModels", "AttuneEncoders", "AttuneFusion", "AttuneEvaluation", "AttuneMedia",
        "AttuneCore", "Torch",
      ]),

    // How a model's answers depend on its inputs.
    library(
      "AttuneSensitivity",
      ["Attune", "AttuneModels", "AttuneMedia", "AttuneText", "AttuneEvaluation", "AttuneCore"]),
    // Why a model answered as it did.
    library(
      "AttuneExplanation",
      [
        "AttuneHTML", "AttuneModels", "AttuneEncoders", "AttuneMedia", "AttuneText", "AttuneCore",
        "TorchNN", "Torch",
      ]),

    // MARK: Ring 3, the command

    .executableTarget(
      name: "AttuneCommand",
      dependencies: [
        "Attune", "AttuneTraining", "AttuneSensitivity", "AttuneExplanation", "AttuneCorpus",
        "AttuneEvaluation",
        "AttuneFusion",
        "AttuneReport", "AttuneMedia", "AttuneModels", "AttuneEncoders", "AttuneSynthesis",
        "AttuneText",
        "AttuneCore", "ModelHub", "ProcessLauncher", "TorchDistributed", "Torch", argumentParser,
      ],
      swiftSettings: swiftSettings),

    // MARK: Tests

    // Temporary folders, the shared real data, and comparisons with a tolerance.
    .target(
      name: "AttuneTestSupport", path: "Tests/AttuneTestSupport", swiftSettings: swiftSettings),
    // Cases that PyTorch computed, as parameters and expectations; apart, so that the tests of the
    // first ring stay free of libtorch.
    .target(
      name: "TorchTestSupport",
      dependencies: ["AttuneTestSupport", "AttuneDigest", "Torch", "TorchNN", "Safetensors"],
      path: "Tests/TorchTestSupport", swiftSettings: swiftSettings),
    // Opens damaged files one after the other; apart, so that a sanitizer builds no more than it.
    .executableTarget(
      name: "FileFuzzer",
      dependencies: [
        "AttuneEncoders", "TorchNN", "Torch", "TorchCheckpoint", "Safetensors", "AttuneTestSupport",
      ],
      path: "Tests/FileFuzzer", swiftSettings: swiftSettings),
    // One of several processes that speak with each other, since a test is a process alone.
    .executableTarget(
      name: "RankProgram", dependencies: ["TorchDistributed", "Torch"],
      path: "Tests/RankProgram", swiftSettings: swiftSettings),
    tests("AttuneCore", ["AttuneDigest"]),
    tests("AttuneCorpus", ["AttuneCore"]),
    tests("AttuneText", fixtures: true),
    tests("AttuneMedia", ["AttuneCore", "CFFmpeg"], fixtures: true),
    tests("FaceDetection", ["AttuneSynthesis", "AttuneMedia", "AttuneCore", "CFaceDetector"]),
    tests("AttuneDigest"),
    tests("ModelHub", ["AttuneDigest"]),
    tests("AttuneEvaluation", fixtures: true),
    tests("AttuneHTML"),
    tests(
      "AttuneReport",
      ["AttuneHTML", "AttuneCorpus", "AttuneEvaluation", "AttuneMedia", "AttuneCore"]),
    tests("AttuneSynthesis", ["AttuneMedia"]),
    tests("TensorBoard", ["AttuneCore"], fixtures: true),
    tests("SystemMetrics"),
    tests("Safetensors"),
    tests("Zip", fixtures: true),
    tests("TorchCheckpoint", ["Safetensors"], fixtures: true),
    tests("CTorchShim"),
    tests("Torch"),
    tests("ProcessLauncher"),
    tests("TorchDistributed", ["ProcessLauncher", "RankProgram", "Torch"]),
    tests(
      "TorchNN", ["TorchTestSupport", "Torch", "Safetensors", "TorchCheckpoint"], fixtures: true),
    tests(
      "AttuneEncoders",
      ["TorchTestSupport", "TorchNN", "Torch", "Safetensors", "TorchCheckpoint"], fixtures: true),
    tests(
      "AttuneModels",
      [
        "AttuneEncoders", "AttuneCore", "AttuneCorpus", "AttuneMedia", "AttuneText",
        "TorchTestSupport", "TorchNN", "Torch", "Safetensors",
      ],
      fixtures: true),
    tests("AttuneFusion", ["AttuneEvaluation", "AttuneCore"], fixtures: true),
    tests(
      "AttuneTraining",
      [
        "AttuneCorpus", "AttuneEncoders", "AttuneEvaluation", "AttuneMedia", "AttuneModels",
        "AttuneSynthesis", "AttuneText", "AttuneCore", "SystemMetrics", "TensorBoard", "TorchNN",
        "Torch", "Safetensors", yams,
      ]),
    tests(
      "AttuneCommand",
      [
        "AttuneCore", "AttuneEncoders", "AttuneEvaluation", "AttuneSynthesis", "ProcessLauncher",
        "Safetensors", "TorchDistributed",
      ]),
    tests("AttuneSensitivity", ["AttuneEvaluation", "AttuneCore"]),
    tests("AttuneExplanation", ["AttuneEncoders", "AttuneCore", "TorchNN", "Torch"]),
    tests(
      "Attune",
      [
        "AttuneModels", "AttuneSensitivity", "AttuneExplanation", "AttuneEncoders", "AttuneCorpus",
        "AttuneEvaluation",
        "AttuneMedia",
        "AttuneCore", "TorchNN", "Torch",
      ]),
  ],
  cxxLanguageStandard: .cxx20
)
