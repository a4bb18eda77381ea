import AttuneCore
import AttuneMedia
import AttuneTestSupport
import Foundation
import Testing

@testable import FaceDetection

@Suite struct FaceSightingsTests {
  @Test func framesWithAFaceAreCountedFromTheFirstToTheLast() throws {
    try withTemporaryFolder { folder in
      let film = try DrawnFilm.write([true, true, true, true, false, false], in: folder)
      let sightings = try FaceSightings(of: film)
      // Frames 0, 1, 3 and 5 of six.
      #expect(sightings.frames == [true, true, true, false])
      #expect(sightings.share == 0.75)
    }
  }

  @Test func theOrderOfFramesDoesNotMatter() throws {
    try withTemporaryFolder { folder in
      let film = try DrawnFilm.write([true, false, false, true], in: folder)
      var clip = try VideoDecoder.decode(
        film, settings: VideoSettings(numFrames: 4, height: 160, width: 160))
      let before = try FaceSightings(in: clip)
      let size = clip.pixels.count / 4
      clip.pixels = [3, 1, 0, 2].flatMap { clip.pixels[$0 * size..<($0 + 1) * size] }
      let after = try FaceSightings(in: clip)
      #expect(before.frames == [true, false, false, true])
      #expect(after.frames == [true, false, true, false])
      #expect(before.share == after.share)
    }
  }

  @Test func aFileWithoutPicturesIsAnErrorThatNamesIt() throws {
    try withTemporaryFolder { folder in
      let text = folder.appendingPathComponent("text.mp4")
      try Data("no film".utf8).write(to: text)
      let absent = folder.appendingPathComponent("absent.mp4")
      #expect(throws: MediaError.missing(absent)) { try FaceSightings(of: absent) }
      for url in [text, absent] {
        let error = #expect(throws: MediaError.self) { try FaceSightings(of: url) }
        #expect(error?.description.contains(url.path) == true)
      }
    }
  }

  @Test func whatACacheKeepsIsWhatIsSeen() throws {
    try withTemporaryFolder { folder in
      let film = try DrawnFilm.write([true, false], in: folder)
      let cache = try MediaCache(folder: folder.appendingPathComponent("cache"))
      let first = try cache.faces(film)
      #expect(try first == FaceSightings(of: film) && first == cache.faces(film))
      #expect(cache.statistics.numMisses == 1 && cache.statistics.numHits == 1)
    }
  }

  /// One clip of each maker, and the one whose frames are wider than high: the others take long in a
  /// debug build.
  @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
  func realTalkingFacesAreSeenInEveryFrame() throws {
    let folder = try #require(SharedData.folder).appendingPathComponent("faces")
    for name in [
      "W009_front_fear_level3_001", "M030_sad_3_001", "eamm_happy",
      "dreamtalk_acknowledgement_english_M030_front_neutral_level1_001_male_face",
    ] {
      let sightings = try FaceSightings(of: folder.appendingPathComponent(name + ".mp4"))
      #expect(sightings.share == 1, "\(name)")
    }
  }
}
