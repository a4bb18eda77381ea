import AttuneHTML

extension Explanation.Completeness {
  /// What the evidence misses of the change, or adds to it, as a share of it: 0 if it adds up.
  public var gap: Double {
    change == 0 ? (sum == 0 ? 0 : .infinity) : abs(sum - change) / abs(change)
  }

  /// Whether the evidence sums to within a twentieth of the change, or as near as two digits tell.
  public var addsUp: Bool { abs(sum - change) <= max(0.01, abs(change) / 20) }
}

extension Explanation {
  /// Evidence by integrated gradients, and what it must sum to.
  struct Summation {
    /// What has the evidence: `words` or `sounds`.
    var parts: String
    /// From where to where the change is counted.
    var path: String
    var completeness: Completeness

    /// Both numbers in a sentence, without its point.
    var sentence: String {
      "the \(parts)' evidence sums to \(Numbers.signed(completeness.sum)); \(path) the log-odds change "
        + "by \(Numbers.signed(completeness.change))"
    }
  }

  /// The sums that there are.
  var summations: [Summation] {
    let words = textCompleteness.map {
      Summation(parts: "words", path: "from all hidden to all shown", completeness: $0)
    }
    let sounds = soundCompleteness.map {
      Summation(parts: "sounds", path: "from noise to the sounds", completeness: $0)
    }
    return [words, sounds].compactMap { $0 }
  }

  /// What a reader must know before believing the evidence; empty where it adds up.
  var cautions: [String] {
    summations.filter { !$0.completeness.addsUp }.map { summation in
      "\(summation.sentence), a gap of \(Numbers.percent(summation.completeness.gap)). Take single "
        + "\(summation.parts) for rough, or explain again with --steps \(4 * steps): rectifiers "
        + "(ReLU) bend the path, and need many."
    }
  }
}
