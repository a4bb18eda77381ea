/// How the parts look that only a report has.
enum ReportStyle {
  static let rules: StaticString = """
    .errors {
      display: grid; gap: 1rem; padding: 0; list-style: none; max-width: none;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
    }
    .errors > li {
      background: var(--card); border: 1px solid var(--line); border-radius: 0.7rem;
      padding: 0.9rem 1.1rem; min-width: 0;
    }
    .errors h3 { margin-top: 0; }
    .errors blockquote { margin: 0.3rem 0; padding: 0; overflow-wrap: anywhere; }
    .errors .labelled { font-weight: 600; }
    .errors img { max-width: 100%; border-radius: 0.3rem; display: block; margin: 0.6rem 0; }
    .errors svg {
      display: block; width: 100%; max-width: 24rem; height: 3rem; color: var(--accent);
    }

    """
}
