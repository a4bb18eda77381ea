import AttuneHTML

/// What each method is, and what it is not.
struct MethodsSection {
  let explanations: [Explanation]

  var html: HTML {
    tag("section", ["id": "methods"]) {
      tag("h2") { "What these methods are, and what they are not" }
      tag("dl") {
        methods.map { method in
          group {
            tag("dt") { method.name }
            tag("dd") { method.text }
          }
        }
      }
    }
  }

  private var methods: [(name: String, text: String)] {
    var methods = [
      (
        "Log-odds",
        "The logarithm of how much more probable the answer is than all others together. 0 is even, "
          + "+1 makes it 2.7 times as likely as before, −1 2.7 times less. Unlike percents, evidence "
          + "in log-odds adds up."
      ),
      (
        "Shapley values (modalities)",
        "The model is shown every subset of what there is; what a part adds is averaged over all "
          + "orders (Shapley 1953). They sum exactly to the way from knowing nothing to the answer. "
          + "They do not say what a part is worth in general, only in this answer, and a model may "
          + "answer oddly to conversations with a part taken away."
      ),
    ]
    if explanations.contains(where: { !$0.summations.isEmpty }) {
      methods.append(
        (
          "Integrated gradients (words and sounds)",
          "How the answer changes while all words come out from behind [MASK] together, or all "
            + "sounds out of noise, shared among them by their slopes (Sundararajan and others 2017). "
            + "They are about this model and this path: a word without evidence may still matter to "
            + "people, and taking one word out may change more or less than its number says."
        ))
    }
    methods.append(
      (
        "Attention",
        "Where states were carried from, through all layers (rollout, Abnar and Zuidema 2020) or in "
          + "one. It is not evidence: a model may look at what it makes nothing of. Where attention "
          + "and evidence differ, believe the evidence."
      ))
    methods.append(
      (
        "All of them",
        "They tell how the model came to its answer, right or wrong, not whether the answer is true "
          + "of the person. A model that learned a data set's accidents explains itself with them."
      ))
    return methods
  }
}
