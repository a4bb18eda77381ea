/// Version of Attune, as runs record it.
public let attuneVersion = "0.1.0"
