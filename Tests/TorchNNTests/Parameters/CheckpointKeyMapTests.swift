import Testing
import TorchNN

@Suite struct CheckpointKeyMapTests {
  private let map = CheckpointKeyMap([
    .init("**", "bert.**"),
    .init("**.LayerNorm.weight", "bert.**.LayerNorm.gamma"),
    .init("layers.{}.attention.{}.bias", "bert.encoder.layer.{}.att.{}.b"),
  ])

  @Test func `A path is looked for under every row in order and last under its own name`() {
    #expect(
      map.keys(for: "pooler.dense.weight") == ["bert.pooler.dense.weight", "pooler.dense.weight"])
    #expect(
      map.keys(for: "embeddings.LayerNorm.weight") == [
        "bert.embeddings.LayerNorm.weight", "bert.embeddings.LayerNorm.gamma",
        "embeddings.LayerNorm.weight",
      ])
    #expect(
      map.keys(for: "layers.11.attention.query.bias").dropFirst().first
        == "bert.encoder.layer.11.att.query.b")
  }

  @Test(arguments: [
    "pooler.dense.weight", "embeddings.LayerNorm.weight", "LayerNorm.weight",
    "layers.3.attention.query.bias", "weight",
  ])
  func `Every key of a path leads back to it`(_ path: String) {
    for key in map.keys(for: path) { #expect(map.paths(for: key).contains(path)) }
  }

  @Test func `A wildcard stands for whole components only`() {
    let row = CheckpointKeyMap([.init("layer.{}.weight", "h.{}.w")])
    #expect(row.keys(for: "layer.1.weight") == ["h.1.w", "layer.1.weight"])
    for path in ["layer.1.2.weight", "layer.weight", "layers.1.weight", "layer.1.weights"] {
      #expect(row.keys(for: path) == [path])
    }
  }

  @Test func `The older spelling of weight normalisation is found at any depth`() {
    let map = CheckpointKeyMap.legacyWeightNorm
    #expect(
      map.keys(for: "encoder.pos_conv_embed.conv.parametrizations.weight.original0").first
        == "encoder.pos_conv_embed.conv.weight_g")
    #expect(map.keys(for: "parametrizations.weight.original1").first == "weight_v")
    #expect(map.paths(for: "conv.weight_v").first == "conv.parametrizations.weight.original1")
  }

  @Test func `A table that is not one-to-one over a model shows the paths that collide`() {
    let paths = ["pooler.weight", "embeddings.LayerNorm.weight", "layers.0.attention.key.bias"]
    #expect(map.collisions(among: paths).isEmpty)
    #expect(
      map.collisions(among: paths + ["bert.pooler.weight"])
        == ["bert.pooler.weight": ["pooler.weight", "bert.pooler.weight"]])
  }

  @Test func `Two tables are tried one after the other`() {
    let sum = CheckpointKeyMap([.init("a", "x")]) + CheckpointKeyMap([.init("a", "y")])
    #expect(sum.keys(for: "a") == ["x", "y", "a"])
  }
}
