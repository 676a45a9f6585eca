/** Makes the mathematics of a statement readable as plain text: "$1 \le n \le 10^5$" becomes "1 ≤ n ≤ 10^5". */
const symbols: Readonly<Record<string, string>> = {
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  lt: '<',
  gt: '>',
  times: '×',
  cdot: '·',
  div: '÷',
  pm: '±',
  ldots: '…',
  dots: '…',
  cdots: '…',
  in: '∈',
  notin: '∉',
  subset: '⊂',
  subseteq: '⊆',
  cup: '∪',
  cap: '∩',
  emptyset: '∅',
  forall: '∀',
  exists: '∃',
  sum: 'Σ',
  prod: 'Π',
  infty: '∞',
  to: '→',
  rightarrow: '→',
  leftarrow: '←',
  Rightarrow: '⇒',
  oplus: '⊕',
  land: '∧',
  lor: '∨',
  lnot: '¬',
  lfloor: '⌊',
  rfloor: '⌋',
  lceil: '⌈',
  rceil: '⌉',
  approx: '≈',
  equiv: '≡',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  sigma: 'σ',
  phi: 'φ',
  omega: 'ω',
  quad: ' ',
  qquad: ' ',
}

/** Macros that only say how their content looks. */
const dressing: ReadonlySet<string> = new Set(['text', 'textbf', 'textit', 'texttt', 'mathrm', 'mathbf', 'mathit', 'mathtt', 'operatorname', 'mbox'])
const silent: ReadonlySet<string> = new Set(['left', 'right', 'displaystyle', 'limits', 'big', 'Big'])

const formula = /\$\$([^$]{1,2000})\$\$|\$([^$\n]{1,500})\$|\\\(([\s\S]{1,500}?)\\\)|\\\[([\s\S]{1,2000}?)\\\]/g

/** Text with formulas in it. */
export function readable(text: string): string {
  return text.replace(formula, (_, ...groups: (string | undefined)[]) =>
    readableFormula(groups.slice(0, 4).find((group) => group !== undefined) ?? ''),
  )
}

export function readableFormula(tex: string): string {
  let text = tex
  // Innermost braces first, so each round has no nesting in it; the number of rounds bounds what a hostile formula can cost.
  for (let round = 0; round < 6; round += 1) {
    const next = text
      .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, over: string, under: string) => `${grouped(over)}/${grouped(under)}`)
      .replace(/\\sqrt\{([^{}]*)\}/g, (_, inner: string) => `√${grouped(inner)}`)
      .replace(/\\([a-z]+)\{([^{}]*)\}/gi, (whole, name: string, inner: string) => (dressing.has(name) ? inner : whole))
      .replace(/([\^_])\{([^{}]*)\}/g, (_, mark: string, inner: string) => `${mark}${grouped(inner)}`)
    if (next === text) break
    text = next
  }
  return text
    .replace(/\\([a-z]+)\s?/gi, (_, name: string) => (silent.has(name) ? '' : (symbols[name] ?? name)))
    .replace(/\\([{}$%&#_])/g, '$1')
    .replace(/\\[,;:! ]/g, ' ')
    .replace(/([≤≥≠≈≡→←⇒∈∉×])(?=[^\s])/g, '$1 ')
    .replace(/\s+/g, ' ')
    .trim()
}

function grouped(inner: string): string {
  const text = inner.trim()
  return /^[\w.]*$/.test(text) ? text : `(${text})`
}
