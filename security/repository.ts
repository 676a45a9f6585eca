/** Looks for secrets in text, by their shape and by how random they are. */

export interface Find {
  readonly kind: string
  readonly line: number
}

/** Written so that this file does not find itself. */
const shapes: Readonly<Record<string, RegExp>> = {
  'a private key': /-{5}BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-{5}\s*[\w+/]/,
  'a key of AWS': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a token of GitHub': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})\b/,
  'a key of Anthropic': /\bsk-ant-[\w-]{24,}/,
  'a key of OpenAI': /\bsk-(?:proj-)?[A-Za-z0-9]{32,}/,
  'a key of Google': /\bAIza[\w-]{35}\b/,
  'a token of Slack': /\bxox[abprs]-[\w-]{10,}/,
  'a key of Stripe': /\b[rs]k_live_[A-Za-z0-9]{20,}/,
  'a token of npm': /\bnpm_[A-Za-z0-9]{36}\b/,
  'a private JWK': /"d"\s*:\s*"[\w-]{40,}"/,
  'a signed token': /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/,
  'a password in an address': /\b[a-z+]{3,12}:\/\/[^\s:/@$`{}'"<>]+:(?!\$|\{|password@|secret@|guess@|pass@|\.\.\.|x@|pw@)[^\s:/@$`{}'"<>]{6,}@/,
}

const assigned = /\b\w*(?:password|secret|api_?key|token|private_?key)\w*["']?\s*[:=]\s*["']([A-Za-z0-9+/_=-]{20,})["']/i
const leastBits = 3.6

/** Shannon's measure, bits for each character: words stay under it. */
function bitsOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character)
  return [...counts.values()].reduce((sum, { length }) => sum - (length / text.length) * Math.log2(length / text.length), 0)
}

export function secretsIn(text: string): readonly Find[] {
  return text.split('\n').flatMap((content, index) => {
    const found = Object.entries(shapes)
      .filter(([, shape]) => shape.test(content))
      .map(([kind]) => ({ kind, line: index + 1 }))
    const value = assigned.exec(content)?.[1] ?? ''
    const random = /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && bitsOf(value) > leastBits
    return random ? [...found, { kind: 'a random value under the name of a secret', line: index + 1 }] : found
  })
}
