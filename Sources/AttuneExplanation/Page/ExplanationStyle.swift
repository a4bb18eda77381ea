/// How the parts look that only an explanation has.
enum ExplanationStyle {
  // Okabe and Ito 2008: told apart by people with any colour vision.
  static let rules: StaticString = """
    :root { --for: 213 94 0; --against: 0 114 178; }
    h4 { font-size: 0.95rem; margin: 1.1rem 0 0.3rem; color: var(--soft); }
    .bars {
      list-style: none; padding: 0; margin: 0.7rem 0; display: grid; gap: 0.4rem;
      font-variant-numeric: tabular-nums;
    }
    .bars li {
      display: grid; grid-template-columns: min(34%, 11rem) 1fr 3.6rem; gap: 0 0.6rem;
      align-items: center; overflow-wrap: anywhere;
    }
    .bars small { display: block; color: var(--soft); line-height: 1.3; }
    .bars .quote { grid-column: 1 / -1; color: var(--soft); font-size: 0.9rem; }
    .bars .value { text-align: right; white-space: nowrap; }
    .track {
      position: relative; height: 1.2rem; background: var(--card); border: 1px solid var(--line);
      border-radius: 0.2rem; overflow: hidden;
    }
    .track i, .track b { position: absolute; top: 0; bottom: 0; }
    .track i { background: var(--soft); opacity: 0.75; }
    .track i.full { background: var(--accent); opacity: 1; }
    .track i.for { background: rgb(var(--for)); opacity: 1; }
    .track i.against {
      background: repeating-linear-gradient(
        135deg, rgb(var(--against)) 0 5px, rgb(var(--against) / 0.55) 5px 8px);
      opacity: 1;
    }
    .track b { width: 2px; margin-left: -1px; background: var(--ink); }
    .words { display: flex; flex-wrap: wrap; gap: 0.4rem 0.2rem; margin: 0.3rem 0 0.6rem; }
    .word {
      padding: 0.1rem 0.35rem 0.2rem; border-radius: 0.25rem; text-align: center;
      line-height: 1.25; overflow-wrap: anywhere;
    }
    .word.for { background: rgb(var(--for) / var(--share)); }
    .word.against { background: rgb(var(--against) / var(--share)); }
    .word small { display: block; font-size: 0.75rem; font-variant-numeric: tabular-nums; }
    .word i { display: block; height: 3px; margin-top: 2px; background: var(--ink); opacity: 0.6; }
    .sound, .clip { margin: 0.9rem 0 1.4rem; }
    .sound figcaption, .clip figcaption { margin: 0 0 0.35rem; overflow-wrap: anywhere; }
    .spectrum { display: grid; grid-template-columns: 3.6rem minmax(0, 40rem); gap: 0 0.4rem; }
    .spectrum .axis {
      display: flex; flex-direction: column; justify-content: space-between; margin: 0;
      text-align: right; font-size: 0.8rem; color: var(--soft);
    }
    .spectrum .figure { overflow: hidden; }
    .spectrum .figure img { height: 9rem; }
    .stretches {
      display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); grid-column: 2;
      margin: 0.2rem 0 0; max-width: none; font-size: 0.85rem; font-variant-numeric: tabular-nums;
      text-align: center; line-height: 1.3;
    }
    .stretches small { display: block; color: var(--soft); font-size: 0.75rem; }
    .frames { max-width: 48rem; }
    .frames img { display: block; width: 100%; height: auto; border-radius: 0.3rem; }
    dt { font-weight: 600; margin-top: 0.8rem; }
    dd { margin: 0.15rem 0 0; max-width: 46rem; }
    @media (max-width: 30rem) {
      .stretches { font-size: 0.75rem; }
      .stretches small { font-size: 0.7rem; }
      .spectrum { grid-template-columns: 3.1rem minmax(0, 1fr); }
    }

    """
}
