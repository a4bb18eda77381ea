import Foundation
import Testing
import TorchCheckpoint

@Suite struct ValueTests {
  @Test(arguments: ["training.pth", "protocol5.pth"])
  func `A training script's checkpoint gives its values`(name: String) throws {
    let root = try TorchCheckpointFile(contentsOf: fixture(name)).root
    #expect(
      root.keys == [
        "model_state_dict", "optimizer_state_dict", "val_accuracy", "best", "epoch", "config",
        "emotion_classes", "model_type",
      ])
    #expect(root["epoch"]?.integer == 8)
    #expect(root["model_type"]?.string == "tiny")
    #expect(root["emotion_classes"]?.elements?.compactMap(\.string) == ["happy", "sad"])
    #expect(root["no such key"] == nil)
  }

  @Test(arguments: ["training.pth", "protocol5.pth"])
  func `Numbers of numpy are plain numbers`(name: String) throws {
    let root = try TorchCheckpointFile(contentsOf: fixture(name)).root
    #expect(root["val_accuracy"]?.number == 0.8125)
    #expect(root["best"]?["loss"]?.number == 0.25)
    #expect(root["best"]?["epoch"]?.integer == -3)
    #expect(root["best"]?["big"]?.integer == 7)
    #expect(root["best"]?["half"]?.number == 1.5)
    guard case .bool(true) = root["best"]?["done"] else {
      Issue.record("\(String(describing: root["best"]?["done"]))")
      return
    }
  }

  @Test(arguments: ["training.pth", "protocol5.pth"])
  func `Plain containers of plain values are read whole`(name: String) throws {
    let config = try #require(try TorchCheckpointFile(contentsOf: fixture(name)).root["config"])
    #expect(config["lr"]?.number == 1e-5)
    #expect(config["layers"]?.elements?.map(\.integer) == [2, 3])
    #expect(config["size"]?.elements?.map(\.integer) == [2, 3])
    #expect(config["frozen"]?.elements?.map(\.integer) == [1])
    #expect(config["name"]?.string == "größe")
    #expect(config["flags"]?.elements?.map(\.kind) == ["bool", "bool"])
    #expect(config["none"]?.kind == "None")
    #expect(config["long"]?.integer == 1 << 40)
    #expect(config["negative"]?.integer == -5)
    guard case .bytes([0, 255]) = config["raw"], case .bytes([]) = config["nothing"] else {
      Issue.record("\(config)")
      return
    }
  }

  @Test func `The tensors of a part are named from there on`() throws {
    let file = try TorchCheckpointFile(contentsOf: fixture("training.pth"))
    let model = try file.tensors(at: ["model_state_dict"])
    #expect(
      model.names == [
        "0.bias", "0.weight", "1.bias", "1.num_batches_tracked", "1.running_mean",
        "1.running_var", "1.weight",
      ])
    #expect(model.info("0.weight")?.shape == [2, 3])
    #expect(model.location.hasSuffix("training.pth: model_state_dict"))
    #expect(try file.tensors.names.contains("optimizer_state_dict.state.0.exp_avg"))
    let error = try #require(throws: TorchCheckpointError.self) {
      try file.tensors(at: ["model_state_dict", "model"])
    }
    #expect(error.key == "model_state_dict.model")
  }
}
