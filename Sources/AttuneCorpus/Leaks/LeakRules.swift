/// What makes a finding, and how much it weighs: the same for every corpus.
///
/// A finding about a field that the input policy leaves out is a note, whatever it tells.
public enum LeakRules {
  /// Probability of a false finding among all fields together: each p-value is multiplied with
  /// their number (Bonferroni).
  public static let significance = 0.01
  /// A value names a class if the lower end of the 95 % interval of its share is at least this.
  public static let namingShare = 0.8
  /// A field leaks that mends this share of the majority's errors.
  public static let leakErrorReduction = 0.5
  /// A field leaks whose values name the class of this share of the conversations.
  public static let leakNamedShare = 0.2
  /// A field leaks whose values name the class of this share of one class's conversations.
  public static let leakNamedClassShare = 0.5
  /// It is warned of a field that mends this share of the majority's errors, or names any class.
  public static let warningErrorReduction = 0.05
  /// It is warned of a text of which this share names its own label, if ``warningLift`` holds too.
  public static let warningOwnWordShare = 0.05
  /// So many times as often as other labels' texts a text names its own, to be warned of.
  public static let warningLift = 3.0
  /// Texts are nearly the same from this Jaccard index of their pairs of neighbouring words on:
  /// about one word in ten differs.
  public static let nearTextJaccard = 0.6
  /// Shorter texts, in words, are greetings and thanks, which repeat without meaning anything.
  public static let shortestText = 10
  /// Shared texts leak if this share of the measured split's conversations has one.
  public static let leakSharedTextShare = 0.01
}
