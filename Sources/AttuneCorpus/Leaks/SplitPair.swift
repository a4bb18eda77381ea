import AttuneCore

/// Two splits that should share nothing, the one that is measured first.
struct SplitPair {
  let measured: Split
  let other: Split

  static let all = [
    SplitPair(measured: .test, other: .train), SplitPair(measured: .validation, other: .train),
    SplitPair(measured: .test, other: .validation),
  ]
}
