import AttuneTestSupport
import Foundation
import Testing
import Torch
import TorchNN

@testable import AttuneModels

@Suite(.drawsRandomNumbers) struct ModalityDropoutTests {
  private let layout = DialogueLayout([2, 3])
  private let whole = ModalityDropout.Presence(
    text: [true, true, true, true, true], context: [true, true],
    media: [true, false, true, true, false])

  @Test func `It takes words or media of a whole turn, never both`() throws {
    try Torch.seed(1)
    let dropout = ModalityDropout(probability: 0.5)
    var (numWhole, numText, numMedia) = (0, 0, 0)
    for _ in 0..<400 {
      let kept = try dropout(whole, layout, mode: .training)
      for (turn, rows) in [0..<2, 2..<5].enumerated() {
        let text = kept.context[turn] || rows.contains { kept.text[$0] }
        let media = rows.contains { kept.media[$0] }
        #expect(text || media)
        // What goes, goes whole; what stays, stays as it was.
        if text {
          #expect(kept.context[turn] && rows.allSatisfy { kept.text[$0] })
        }
        if media { #expect(rows.allSatisfy { kept.media[$0] == whole.media[$0] }) }
        numWhole += text && media ? 1 : 0
        numText += text ? 0 : 1
        numMedia += media ? 0 : 1
      }
    }
    // 800 turns: about 400, 200 and 200; the bounds are five standard deviations away.
    #expect((330...470).contains(numWhole))
    #expect((139...261).contains(numText))
    #expect((139...261).contains(numMedia))
  }

  @Test func `A turn that has only one of them keeps it`() throws {
    try Torch.seed(1)
    let dropout = ModalityDropout(probability: 0.99)
    var onlyText = whole
    onlyText.media = [false, false, false, false, false]
    var onlyMedia = whole
    onlyMedia.text = [false, false, false, false, false]
    onlyMedia.context = [false, false]
    for _ in 0..<50 {
      #expect(try dropout(onlyText, layout, mode: .training) == onlyText)
      #expect(try dropout(onlyMedia, layout, mode: .training) == onlyMedia)
    }
  }

  @Test func `Evaluation and probability zero leave everything and draw nothing`() throws {
    try Torch.seed(1)
    let state = try RandomState.save()
    #expect(try ModalityDropout(probability: 0.9)(whole, layout, mode: .evaluation) == whole)
    #expect(try ModalityDropout(probability: 0)(whole, layout, mode: .training) == whole)
    #expect(try RandomState.save() == state)
  }
}
