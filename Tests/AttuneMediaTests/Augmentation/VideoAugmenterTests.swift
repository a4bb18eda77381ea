import AttuneCore
import Testing

@testable import AttuneMedia

@Suite struct VideoAugmenterTests {
  /// Every byte tells its frame, row, column and channel.
  private func counting(_ numFrames: Int = 4, height: Int = 3, width: Int = 5) -> VideoClip {
    var pixels: [UInt8] = []
    for frame in 0..<numFrames {
      for row in 0..<height {
        for column in 0..<width {
          for channel in 0..<3 {
            pixels.append(UInt8(frame * 64 + row * 16 + column * 3 + channel))
          }
        }
      }
    }
    return VideoClip(pixels: pixels, numFrames: numFrames, height: height, width: width)
  }

  /// Frames, rows and columns of noise.
  private func noisy(_ numFrames: Int = 8, height: Int = 24, width: Int = 32) -> VideoClip {
    var generator = SeededGenerator(5)
    let bytes = (0..<numFrames * height * width * 3).map { _ in
      UInt8(truncatingIfNeeded: generator.next())
    }
    return VideoClip(pixels: bytes, numFrames: numFrames, height: height, width: width)
  }

  private func stream(_ conversation: String = "c", epoch: Int = 0) -> AugmentationStream {
    AugmentationStream(
      seed: 42, epoch: epoch, conversation: conversation, turn: "t", utterance: 0)
  }

  private var everything: VideoAugmentation {
    var settings = VideoAugmentation()
    settings.timeShift.probability = 1
    settings.timeShift.frames = AugmentationRange(1, 2)
    settings.frameDropout.probability = 1
    settings.frameDropout.share = AugmentationRange(0.5, 0.5)
    settings.crop.probability = 1
    settings.flip.probability = 1
    settings.colour.probability = 1
    settings.blur.probability = 1
    settings.erase.probability = 1
    return settings
  }

  private func run(
    _ clip: VideoClip, _ change: (inout VideoAugmentation) -> Void
  ) throws -> VideoClip {
    var settings = VideoAugmentation()
    change(&settings)
    return try VideoAugmenter(settings)(clip, stream: stream()).value
  }

  @Test func nothingIsOnUnlessItIsAskedFor() throws {
    let augmented = try VideoAugmenter(VideoAugmentation())(noisy(), stream: stream())
    #expect(augmented.value == noisy() && !augmented.isAugmented)
  }

  @Test func theSameStreamGivesTheSameClipAndAnotherEpochAnother() throws {
    let augmenter = try VideoAugmenter(everything)
    let first = augmenter(noisy(), stream: stream())
    #expect(augmenter(noisy(), stream: stream()).value == first.value)
    #expect(first.operations.count >= 6)
    #expect(augmenter(noisy(), stream: stream(epoch: 1)).value != first.value)
    #expect(augmenter(noisy(), stream: stream("d")).value != first.value)
    #expect(first.value.pixels.count == noisy().pixels.count)
  }

  @Test func aFlipExchangesColumnsInAllFrames() throws {
    let clip = counting()
    let flipped = try run(clip) { $0.flip.probability = 1 }
    for frame in 0..<4 {
      for row in 0..<3 {
        for column in 0..<5 {
          for channel in 0..<3 {
            let place = ((frame * 3 + row) * 5 + column) * 3 + channel
            #expect(
              flipped.pixels[place] == UInt8(frame * 64 + row * 16 + (4 - column) * 3 + channel))
          }
        }
      }
    }
  }

  @Test func aWholeCropIsThePictureAndAPartIsEnlarged() throws {
    let clip = counting()
    let whole = PixelRectangle(top: 0, left: 0, height: 3, width: 5)
    #expect(FrameOperations.resizedCrop(clip, whole) == clip.pixels)
    let pixel = PixelRectangle(top: 2, left: 3, height: 1, width: 1)
    let enlarged = FrameOperations.resizedCrop(clip, pixel)
    for (place, value) in enlarged.enumerated() {
      #expect(value == UInt8(place / 45 * 64 + 2 * 16 + 3 * 3 + place % 3))
    }
  }

  @Test func rectanglesHaveTheirAreaAndAspectAndLieInThePicture() throws {
    var generator = SeededGenerator(6)
    for _ in 0..<200 {
      let rectangle = try #require(
        PixelRectangle.draw(
          area: AugmentationRange(0.2, 0.5), aspect: AugmentationRange(0.5, 2), height: 112,
          width: 112, using: &generator))
      let share = Double(rectangle.height * rectangle.width) / (112 * 112)
      #expect((0.19...0.51).contains(share))
      #expect((0.48...2.08).contains(Double(rectangle.width) / Double(rectangle.height)))
      #expect(rectangle.top >= 0 && rectangle.top + rectangle.height <= 112)
      #expect(rectangle.left >= 0 && rectangle.left + rectangle.width <= 112)
    }
  }

  @Test func erasingHidesOneRectangleAndLeavesTheRest() throws {
    for fill in VideoAugmentation.Erase.Fill.allCases {
      let clip = noisy()
      let erased = try run(clip) {
        $0.erase.probability = 1
        $0.erase.fill = fill
      }
      let size = 24 * 32
      let changed = (0..<8).map { frame in
        (0..<size).filter { place in
          (0..<3).contains { channel in
            let index = (frame * size + place) * 3 + channel
            return erased.pixels[index] != clip.pixels[index]
          }
        }
      }
      let (rows, columns) = (changed[0].map { $0 / 32 }, changed[0].map { $0 % 32 })
      let height = (rows.max() ?? 0) - (rows.min() ?? 0) + 1
      let width = (columns.max() ?? 0) - (columns.min() ?? 0) + 1
      #expect(Double(changed[0].count) > 0.97 * Double(height * width))
      #expect((0.015...0.21).contains(Double(height * width) / Double(size)))
      // The same in all frames.
      let first = changed[0].map { erased.pixels[$0 * 3] }
      #expect(changed[0].map { erased.pixels[(7 * size + $0) * 3] } == first)
    }
  }

  @Test func aShiftRepeatsTheEndAndKeepsTheOrder() throws {
    let later = try run(counting()) {
      $0.timeShift.probability = 1
      $0.timeShift.frames = AugmentationRange(1, 1)
    }
    #expect(later.frameIndices == [0, 0, 1, 2])
    #expect(later.pixels[45] == 0 && later.pixels[90] == 64)
    let earlier = try run(counting()) {
      $0.timeShift.probability = 1
      $0.timeShift.frames = AugmentationRange(-9, -9)
    }
    #expect(earlier.frameIndices == [3, 3, 3, 3])
    #expect(earlier.frameSeconds == [0.12, 0.12, 0.12, 0.12])
  }

  @Test func aLostFrameRepeatsItsNeighbourAndOneIsAlwaysLeft() throws {
    for number in 0..<40 {
      var settings = VideoAugmentation()
      settings.frameDropout.probability = 1
      settings.frameDropout.share = AugmentationRange(number % 2 == 0 ? 0.5 : 1, 1)
      let indices = try VideoAugmenter(settings)(noisy(), stream: stream("\(number)"))
        .value.frameIndices
      let kept = Set(indices)
      #expect(number % 2 == 0 || kept.count == 1)
      for (place, index) in indices.enumerated() {
        let before = kept.filter { $0 <= place }.max()
        #expect(index == before ?? kept.min())
      }
    }
  }

  @Test func framesThatWereAlikeStayAlike() throws {
    let still = noisy(1)
    let clip = VideoClip(
      pixels: (0..<4).flatMap { _ in still.pixels }, numFrames: 4, height: 24, width: 32)
    let changed = try VideoAugmenter(everything)(clip, stream: stream()).value
    let size = 24 * 32 * 3
    for frame in 1..<4 {
      #expect(changed.pixels[frame * size..<(frame + 1) * size] == changed.pixels[0..<size])
    }
    #expect(changed.pixels != clip.pixels)
  }
}
