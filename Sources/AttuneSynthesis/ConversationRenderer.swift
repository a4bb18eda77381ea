import Foundation

/// Makes the media of one conversation.
///
/// All random numbers come from streams named after the seed and the conversation, so that neither
/// the number of conversations nor the order of the work changes a file.
struct ConversationRenderer {
  let script: ConversationScript
  let seed: UInt64
  let settings: SynthesisSettings
  let audioFolder: URL
  let videoFolder: URL

  /// Writes all files and returns the seconds of sound.
  func render() throws(SynthesisError) -> Double {
    var random = stream("displays")
    let emotion = script.feeling.emotion
    let voiceDisplay = EmotionDisplay(
      emotion, neighbours: Prosody.neighbours(of: emotion), random: &random)
    let faceDisplay = EmotionDisplay(
      emotion, neighbours: Expression.neighbours(of: emotion), random: &random)
    // Each side sits in a room of its own, as in a video call.
    let sides = [true, false].map { isSpeaker in
      var random = stream("side \(isSpeaker ? "speaker" : "listener")")
      return (recording: Recording(random: &random), scene: Scene(random: &random))
    }
    let canvas = try Canvas(size: settings.frameSize)

    var durationSeconds = 0.0
    for (index, line) in script.lines.enumerated() {
      var random = stream("utterance \(index)")
      let side = sides[line.isSpeaker ? 0 : 1]
      let person = script.person(of: line)
      let heard =
        line.isSpeaker
        ? voiceDisplay.varied(random: &random) : voiceDisplay.mirrored(random: &random)
      let seen =
        line.isSpeaker
        ? faceDisplay.varied(random: &random) : faceDisplay.mirrored(random: &random)
      let spoken = try SpokenUtterance(
        line.text, voice: person.voice, prosody: Prosody(heard, random: &random),
        recording: side.recording, random: &random)
      durationSeconds += spoken.durationSeconds

      let name = "dia\(script.id)utt\(index)_\(person.id)"
      let wave = audioFolder.appendingPathComponent(name + ".wav")
      do {
        try WaveFile.data(spoken.waveform, sampleRate: Resampler.sampleRate).write(to: wave)
      } catch {
        throw .cannotWrite(wave.path, error.localizedDescription)
      }
      let animation = FaceAnimation(
        seen, loudness: spoken.loudness(frameRate: settings.frameRate),
        frameRate: settings.frameRate, random: &random)
      try film(
        animation, of: FacePainter(face: person.face, scene: side.scene), sound: spoken.waveform,
        to: videoFolder.appendingPathComponent(name + ".mp4"), on: canvas)
    }
    return durationSeconds
  }

  private func film(
    _ animation: FaceAnimation, of painter: FacePainter, sound: [Float], to url: URL,
    on canvas: Canvas
  ) throws(SynthesisError) {
    let clip = try ClipEncoder(
      path: url.path, size: settings.frameSize, frameRate: settings.frameRate,
      sampleRate: Resampler.sampleRate)
    for pose in animation.poses {
      painter.paint(pose, on: canvas)
      try clip.add(canvas)
      try clip.addSound(of: sound)
    }
    try clip.addSound(of: sound, isRest: true)
    try clip.finish()
  }

  private func stream(_ name: String) -> SeededRandom {
    SeededRandom(seed: seed, path: "media", "\(script.index)", name)
  }
}
