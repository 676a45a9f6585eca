/** Tells whether a text contains program code or pseudo-code, by the density of what only code has. */

interface Sign {
  readonly pattern: RegExp
  readonly weight: number
}

const signs: readonly Sign[] = [
  { pattern: /```|~~~/g, weight: 2 },
  { pattern: /^\s*(?:def|class|function|public|private|static|void|boolean|fn|func)\s+\w+.*[({:]/gm, weight: 2 },
  { pattern: /^\s*(?:for|while|if|elif|else|switch|try|repeat)\b[^.?]*[:{]\s*$/gm, weight: 2 },
  { pattern: /^\s*(?:for|while|if)\b[^.?!]*(?:<-|\[\w+\]|[<>=]=|\bthen\b)[^.?!]*$/gm, weight: 2 },
  { pattern: /\b(?:const|let|var|int|long|boolean|char)(?:\[\])*\s+[\w$[{]+[^.?]{0,30}=/g, weight: 2 },
  { pattern: /^\s*return\b[^.?!]*$/gm, weight: 1 },
  { pattern: /\breturn\s+(?:-1|true|false|null|none|\w+\[|\w+\(|not\s)/gi, weight: 1 },
  { pattern: /\b[a-z_]\w*(?:\[[^\]]{1,30}\])?\s*(?:<-|:=|\+=|-=|\*=)\s*\S/gi, weight: 2 },
  { pattern: /\b[a-z_]\w*(?:\[[^\]]{1,30}\])\s*=\s*\S/gi, weight: 2 },
  { pattern: /(?:===|!==|&&|\|\||\+\+|--(?=[;)\s\w])|=>|\?\?)/g, weight: 1 },
  { pattern: /[\w)\]]\s(?:==|!=|<=|>=)\s\w/g, weight: 1 },
  { pattern: /\b[a-z_]\w*\.[a-z]\w*\(/gi, weight: 1 },
  { pattern: /\b[a-z_]\w*\[(?:[a-z_]\w*|-1)[^\]]{0,20}\]/gi, weight: 1 },
  { pattern: /\b(?:len|range|enumerate|min|max|sorted|append|push|pop)\(/gi, weight: 1 },
  { pattern: /\b\w+(?:, \w[\w.]*)+ = \w/g, weight: 2 },
  { pattern: /\b(?:while|if|for) [\w. ]{1,40}: *\w+[.,=([]/g, weight: 2 },
  { pattern: /\b(?:node|head|cur|curr|current|prev|root|tail)\.(?:next|val|value|left|right)\b/g, weight: 1 },
  { pattern: /\w = (?:none|null|nil|\[\]|\{\})/gi, weight: 1 },
  { pattern: /;\s*$/gm, weight: 1 },
  { pattern: /\bfor (?:each|every|all|i)\b[^.?!]{0,90}\b(?:return(?! to)|append|push|increment|enqueue|insert)\b/gi, weight: 3 },
  { pattern: /<\/?(?:script|code|pre)\b/gi, weight: 2 },
]

/** One stray sign can be a quotation; this many together are code. */
const threshold = 3

/** @param text with its symbols and line ends. */
export function looksLikeCode(text: string): boolean {
  return codeWeight(text) >= threshold
}

function codeWeight(text: string): number {
  return signs.reduce((sum, { pattern, weight }) => sum + weight * (text.match(pattern)?.length ?? 0), 0)
}
