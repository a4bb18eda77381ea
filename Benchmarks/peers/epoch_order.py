"""The order in which Attune shows the turns of an epoch, so that both see the same batches.

SplitMix64 (Steele, Lea, Flood 2014) under Fisher and Yates's shuffle with Lemire's bounded numbers,
as `EpochOrder` and Swift's `shuffled(using:)` do it.
"""

BITS = (1 << 64) - 1


def mix(value):
    z = (value + 0x9E3779B97F4A7C15) & BITS
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & BITS
    return z ^ (z >> 31)


class Generator:
    """One stream of numbers, named by numbers."""

    def __init__(self, *stream):
        self.state = 0
        for number in stream:
            self.state = mix((self.state + number) & BITS)

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & BITS
        return mix(self.state)

    def below(self, bound):
        product = self.next() * bound
        if product & BITS < bound:
            least = ((1 << 64) - bound) % bound
            while product & BITS < least:
                product = self.next() * bound
        return product >> 64


def shuffled(count, seed, epoch):
    """Indices of an epoch's turns; epochs count from 0."""
    generator = Generator(seed, epoch, 1)
    order = list(range(count))
    for place in range(count - 1):
        other = place + generator.below(count - place)
        order[place], order[other] = order[other], order[place]
    return order
