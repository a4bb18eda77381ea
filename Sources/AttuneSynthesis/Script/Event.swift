/// Something that happened to the speaker, as a clause with slots.
///
/// `{my}`, `{I}` and `{me}` become the speaker's own words or the annotator's; other slots are
/// filled by ``Grammar``.
struct Event: Sendable {
  let topic: String
  let tone: EventTone
  let clause: String

  /// All events of one tone.
  static func all(_ tone: EventTone) -> [Event] {
    let rows =
      switch tone {
      case .good: good
      case .sudden: sudden
      case .bad: bad
      case .wrong: wrong
      case .others: others
      case .plain: plain
      }
    return rows.map { Event(topic: $0.0, tone: tone, clause: $0.1) }
  }

  private static let good: [(String, String)] = [
    ("Family", "{my} {relative} passed the driving test on the {nth} try"),
    ("Family", "{my} {relative} came home after {months} months abroad"),
    ("Work", "{my} boss gave {me} the {project} project"),
    ("Work", "the company offered {me} a job in the {department}"),
    ("School", "{I} got the top mark in {subject}"),
    ("School", "{friend} and {I} finished the {subject} thesis"),
    ("Health", "the doctor told {me} that {my} {bodypart} is fine again"),
    ("Travel", "{I} booked a trip to {city} with {friend}"),
    ("Pets", "{my} {pet} had {number} healthy babies"),
    ("Hobbies", "{my} {hobby} group won the regional cup"),
    ("Home", "{I} got the keys to {my} new flat in {city}"),
    ("Friends", "{friend} drove {number} hours just to visit {me}"),
  ]

  private static let sudden: [(String, String)] = [
    ("Home", "somebody knocked on {my} window at {clock} at night"),
    ("Home", "the lights in {my} whole street went out at {clock} at night"),
    ("Work", "{my} boss called {me} into the {department} without a reason"),
    ("Work", "the whole {department} got a letter from the owner"),
    ("Friends", "{friend} stood at {my} door after {number} years of silence"),
    ("Family", "{my} {relative} called at {clock} and spoke without a pause"),
    ("Travel", "the plane to {city} turned round in mid-flight"),
    ("Pets", "{my} {pet} jumped out from behind the {furniture}"),
    ("Money", "{number} thousand turned up in {my} account"),
    ("Health", "the doctor asked {me} to come back before {weekday}"),
    ("Hobbies", "they read out {my} name at the {hobby} evening"),
    ("School", "the teacher of {subject} gave us a test without a warning"),
  ]

  private static let bad: [(String, String)] = [
    ("Health", "they took {my} {relative} to hospital"),
    ("Health", "the doctor told {me} to wait {number} days for the results"),
    ("Pets", "{my} {pet} ran off and did not come back"),
    ("Work", "they told us that the {department} will be closed"),
    ("Work", "{I} did not get through the {nth} round of the interviews"),
    ("Friends", "{friend} moved to {city} for good"),
    ("Family", "{my} {relative} hung up on {me} again"),
    ("Home", "water came through {my} ceiling onto the {furniture}"),
    ("Money", "{I} saw that the rent in {city} was too high for {me}"),
    ("School", "{I} failed the {subject} exam for the {nth} time"),
    ("Travel", "{I} lost {my} passport in {city}"),
    ("Hobbies", "the old {hobby} club shut its doors"),
  ]

  private static let wrong: [(String, String)] = [
    ("Neighbours", "{my} neighbour left {number} bags of rubbish at {my} door"),
    ("Neighbours", "the man upstairs let his {pet} use {my} balcony"),
    ("Work", "a colleague put his own name on {my} {project} report"),
    ("Work", "{friend} ate {my} lunch and left the dirty box behind"),
    ("Food", "{I} found a hair in the soup at the {restaurant} place"),
    ("Food", "the cook at the {restaurant} place wiped the plate with his sleeve"),
    ("Travel", "a man on the bus to {city} put his bare feet on {my} seat"),
    ("Friends", "{friend} told everybody what {I} had said in private"),
    ("Family", "{my} {relative} lied to {me} about the money"),
    ("Money", "the shop charged {me} {number} times for one {furniture}"),
    ("School", "a boy in the {subject} class cheated and laughed about it"),
    ("Home", "the last tenants left the {furniture} full of mould"),
  ]

  private static let others: [(String, String)] = [
    ("Work", "{friend} got the post in the {department} after {number} weeks"),
    ("Work", "the owner's {relative} was made head of the {department}"),
    ("Friends", "{friend} bought a house near {city}"),
    ("Friends", "{friend} posted {number} pictures of the new car"),
    ("School", "{friend} got the {subject} prize without opening a book"),
    ("Family", "{my} {relative} got the flat that {I} had asked for"),
    ("Hobbies", "{friend} won the {hobby} contest at the {nth} go"),
    ("Money", "{my} {relative} won {number} thousand in the lottery"),
    ("Travel", "{friend} flew to {city} for the {nth} time"),
    ("Neighbours", "{my} neighbour put a pool and a {furniture} in the garden"),
  ]

  private static let plain: [(String, String)] = [
    ("Work", "{I} had a long talk about the {project} project"),
    ("Work", "{I} heard about a post in the {department}"),
    ("Family", "{my} {relative} asked {me} to come over on {weekday}"),
    ("Family", "{I} went through the old pictures with {my} {relative}"),
    ("Friends", "{friend} wrote to {me} about the {hobby} evening"),
    ("School", "{I} sat in the {subject} class next to {friend}"),
    ("Food", "{I} ate at the {restaurant} place with {friend}"),
    ("Home", "{I} moved the {furniture} into the other room"),
    ("Travel", "{I} took the night train to {city}"),
    ("Health", "{I} saw the doctor about {my} {bodypart}"),
    ("Pets", "{I} took {my} {pet} to the park by the river"),
    ("Hobbies", "{I} went back to the {hobby} group after {months} months"),
  ]
}
