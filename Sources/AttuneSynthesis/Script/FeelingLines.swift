/// What the speaker says when the feeling shows: three lines a word, none of which names the word.
enum FeelingLines {
  /// The lines of an emotion word; empty for a word that is not one of the 32.
  static func lines(for word: String) -> [String] { table[word] ?? [] }

  private static let table: [String: [String]] = [
    "anticipating": [
      "I am counting the days until it begins.", "I have already packed my bag.",
      "I cannot wait to see what comes.",
    ],
    "caring": [
      "I made soup and stayed the whole night.", "I just want everybody to be well.",
      "I looked after them until the evening.",
    ],
    "confident": [
      "I know that I can do this.", "It will work out, I am sure of it.",
      "I have done harder things than that.",
    ],
    "content": [
      "I have all that I need.", "I sat on the balcony and was at peace.",
      "Life is fine just as it is.",
    ],
    "excited": [
      "I have been jumping up and down all day!", "This is going to be so much fun!",
      "I could hardly sit still!",
    ],
    "faithful": [
      "We will stand by each other, whatever comes.", "I would never leave them alone.",
      "After {number} years I still keep my word.",
    ],
    "grateful": [
      "I do not know how to thank them.", "Without their help I could not have done it.",
      "I wrote a long thank you card.",
    ],
    "hopeful": [
      "Things are looking up, I think.", "Maybe this time it will turn out well.",
      "I see a light at the end of it.",
    ],
    "joyful": [
      "We laughed and sang until midnight!", "I could have hugged the whole world!",
      "I have not smiled so much in years!",
    ],
    "prepared": [
      "I have gone through every step of it.", "My list is done, they may come.",
      "I practised for {number} weeks, I am ready.",
    ],
    "proud": [
      "I told everybody that this is my {relative}!", "I framed it and hung it on the wall.",
      "All that hard work has paid off.",
    ],
    "trusting": [
      "I gave {friend} my keys without a second thought.", "I know they will do the right thing.",
      "I can rely on them completely.",
    ],
    "surprised": [
      "I thought that it was a joke at first!", "Of all the things, I did not expect that!",
      "My jaw dropped, really!",
    ],
    "impressed": [
      "I have never seen anyone do that so well!", "How did they do it? It was amazing!",
      "I take my hat off to them!",
    ],
    "devastated": [
      "My whole world stopped in that moment.", "I never thought that this could happen to us!",
      "It hit me like a train.",
    ],
    "angry": [
      "I shouted at them, I could not help it!", "I slammed the door and left!",
      "They will hear from me!",
    ],
    "annoyed": [
      "It gets on my nerves every single time.", "I have asked them {number} times to stop.",
      "Is a bit of peace too much to ask?",
    ],
    "furious": [
      "I was shaking with rage!", "I nearly threw the plate at the wall!",
      "They have crossed the line for good!",
    ],
    "afraid": [
      "I locked the door and turned on every light.", "I do not dare to go there alone.",
      "What if it happens again?",
    ],
    "apprehensive": [
      "I have a bad feeling about what is coming.", "I would rather not open that letter.",
      "I am not sure that it is safe.",
    ],
    "terrified": [
      "I screamed and ran as fast as I could!", "I was shaking and hid in the bathroom.",
      "I thought that I would die.",
    ],
    "sad": [
      "I cried for most of the evening.", "Nothing cheers me up at the moment.",
      "My heart is so heavy.",
    ],
    "anxious": [
      "My stomach is in knots all day.", "I cannot stop turning it over at night.",
      "I check my phone every minute.",
    ],
    "ashamed": [
      "I cannot look them in the eye.", "I should have behaved better than that.",
      "I hope that nobody finds out what I did.",
    ],
    "disappointed": [
      "I had hoped for so much more.", "It was not at all what they promised.",
      "So all of that was for nothing.",
    ],
    "embarrassed": [
      "Everybody looked at me, and I turned red.", "I wanted to sink into the ground.",
      "They all laughed, and I had no answer.",
    ],
    "guilty": [
      "It was my fault, I know it.", "I should have been there for them.",
      "I never told them that it was me.",
    ],
    "lonely": [
      "There is nobody I can call in the evening.", "I eat by myself every night.",
      "The flat is so empty these days.",
    ],
    "nostalgic": [
      "It was so lovely when we were young.",
      "I found the songs that we used to sing.",
      "I wish those summers would come back.",
    ],
    "sentimental": [
      "I kept the little box with the letters.", "That old watch still brings me to tears.",
      "It reminded me of my grandfather.",
    ],
    "disgusted": [
      "The smell alone turned my stomach.", "I had to wash my hands {number} times.",
      "It was all sticky and rotten, yuck.",
    ],
    "jealous": [
      "As if they had earned it, please.", "They think that they are better than us.",
      "Why them and not me, of all people?",
    ],
  ]
}
