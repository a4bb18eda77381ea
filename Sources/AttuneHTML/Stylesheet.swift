/// How every page looks: one column on a phone, light or dark as the reader's device is.
enum Stylesheet {
  static let rules: StaticString = """
    :root {
      color-scheme: light dark;
      --paper: #fcfcfb; --card: #ffffff; --ink: #1c1d1f; --soft: #5b6068; --line: #dcdee2;
      --accent: #0b5cad; --mark: #e8f1fb; --alarm: #a8320a; --alarm-paper: #fdeee8;
      --caution: #7a5200; --caution-paper: #fdf5e2; --fine: #1d6b46;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #131518; --card: #1b1e22; --ink: #e9eaec; --soft: #a4a9b1; --line: #343941;
        --accent: #7db8f5; --mark: #1c2d40; --alarm: #ff9d78; --alarm-paper: #3a1d12;
        --caution: #f0c465; --caution-paper: #33280f; --fine: #79d3a6;
      }
      /* Figures are drawn on white: their lightness is turned round, their hues are kept. */
      .figure img { filter: invert(0.91) hue-rotate(180deg); }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    }
    header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
    header { padding-top: 2rem; }
    footer { padding-top: 1rem; padding-bottom: 3rem; color: var(--soft); font-size: 0.9rem; }
    h1 { font-size: clamp(1.5rem, 4vw, 2.1rem); line-height: 1.2; margin: 0 0 0.4rem; }
    h2 { font-size: 1.35rem; line-height: 1.25; margin: 3rem 0 0.6rem; }
    h3 { font-size: 1.05rem; margin: 1.6rem 0 0.4rem; }
    p, ul { max-width: 46rem; }
    a { color: var(--accent); }
    a:focus-visible, summary:focus-visible, .scroll:focus-visible {
      outline: 3px solid var(--accent); outline-offset: 2px;
    }
    .soft, figcaption, caption { color: var(--soft); }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: 0.5rem 1rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; padding: 0; list-style: none; }
    .answer {
      display: grid; gap: 1rem; margin: 1.4rem 0;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
    }
    .answer > section {
      background: var(--card); border: 1px solid var(--line); border-radius: 0.7rem;
      padding: 1rem 1.15rem;
    }
    .answer h2, .answer h3 {
      margin: 0; font-size: 0.85rem; font-weight: 600; color: var(--soft);
    }
    .answer .big {
      font-size: 1.55rem; font-weight: 650; line-height: 1.2; margin: 0.25rem 0 0.5rem;
      overflow-wrap: anywhere;
    }
    .answer p { margin: 0.4rem 0; }
    .answer ul { margin: 0.2rem 0; padding-left: 1.1rem; }
    .note {
      border-left: 4px solid var(--line); background: var(--card); border-radius: 0.3rem;
      margin: 0.5rem 0; padding: 0.5rem 0.8rem; max-width: 52rem; overflow-wrap: anywhere;
    }
    .alarm { border-color: var(--alarm); background: var(--alarm-paper); }
    .caution { border-color: var(--caution); background: var(--caution-paper); }
    .fine { border-color: var(--fine); }
    .note b { margin-right: 0.4rem; }
    .alarm b { color: var(--alarm); }
    .caution b { color: var(--caution); }
    .fine b { color: var(--fine); }
    /* A shade at the right edge until a wide table is scrolled to its end. */
    .scroll {
      overflow-x: auto; margin: 0.8rem 0;
      background:
        linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% no-repeat local,
        linear-gradient(to left, var(--line), transparent) right / 1.2rem 100% no-repeat scroll;
    }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.95rem; }
    caption {
      text-align: left; padding: 0 0 0.4rem; font-size: 0.9rem; max-width: calc(100vw - 2.2rem);
    }
    th, td {
      padding: 0.4rem 0.8rem; text-align: right; border-bottom: 1px solid var(--line);
      white-space: nowrap; vertical-align: top;
    }
    th:first-child { text-align: left; }
    tbody th {
      font-weight: 600; position: sticky; left: 0; background: var(--paper);
      min-width: min(10rem, 38vw); max-width: 22rem; white-space: normal;
      overflow-wrap: break-word;
    }
    thead th { border-bottom: 2px solid var(--line); }
    tr.chosen > * { background: var(--mark); }
    tr.alarm > * { background: var(--alarm-paper); }
    td.words { text-align: left; white-space: normal; min-width: 14rem; }
    td small, th small { display: block; color: var(--soft); font-weight: 400; }
    small.alarm { color: var(--alarm); background: none; font-weight: 600; }
    .figures {
      display: grid; gap: 1.2rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
    }
    figure { margin: 0; min-width: 0; }
    figure.wide { grid-column: 1 / -1; }
    .figure {
      background: #ffffff; border: 1px solid var(--line); border-radius: 0.5rem; overflow-x: auto;
    }
    @media (prefers-color-scheme: dark) { .figure { background: #171717; } }
    /* On a narrow screen a wide figure keeps letters that can be read, and scrolls. */
    .figure img { display: block; height: auto; width: 100%; margin: 0 auto; }
    figcaption { font-size: 0.9rem; margin-bottom: 0.35rem; }
    figcaption b { color: var(--ink); margin-right: 0.3rem; }
    .hint { display: none; }
    @media (max-width: 30rem) { .hint { display: inline; } }
    @media (max-width: 45rem) { .wide .hint { display: inline; } }
    pre {
      overflow-x: auto; background: var(--card); border: 1px solid var(--line);
      border-radius: 0.5rem; padding: 0.8rem 1rem; font-size: 0.85rem; line-height: 1.45;
    }
    code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    details { margin: 0.6rem 0; }
    summary { cursor: pointer; font-weight: 600; }
    @media print { details > * { display: block; } .scroll, .figure { overflow: visible; } }

    """
}
