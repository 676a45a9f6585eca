/** Recognises programs and pseudo-code by their shape, in any language; concrete values are not code. */

const fences = /```|~~~|<\/?(?:code|pre|script)\b|\{%|\$\$/i

const programLines: readonly RegExp[] = [
  /\b(?:def|function|fn|func|sub|lambda|proc)\s+\w*\s*\(?/,
  /\b(?:for|while|if|elif|switch|foreach|until)\s*\([^)]*\)/i,
  /\b(?:for|foreach)\s+(?:each\s+|every\s+)?\w+(?:\s*,\s*\w+)?\s+(?:in|of|from|:=|=)\s+\w+(?:\s*(?:\[|\.|\(|:|\bdo\b|,|to\b))/i,
  /\b(?:while|if|elif|unless)\s+(?:not\s+)?\w+(?:[.[(][^\s]*)?\s*(?:==|!=|<=|>=|<|>|&&|\|\|)\s*\S+/,
  /\b(?:while|if|elif|else|for|then|do)\b[^.?!\n]{0,60}:\s*(?:$|\n|return|continue|break|\w+\s*=)/im,
  /(?:\+=|-=|\*=|:=|<-|←|\+\+|--(?=\s|;|$)|&&|\|\||===?|!==?|=>|->\s*\w+\s*[({]|<<|>>)/,
  /\b[a-z_]\w*\s*\[\s*[a-z_]\w*(?:\s*[-+*]\s*\w+)?\s*\]/i,
  /\b[a-z_]\w*\.(?:append|push|pop|add|get|put|set|has|contains\w*|insert|remove|keys|values|items|length|size|sort|find|index\w*|count|next|left|right|val)\b/i,
  /\b(?:len|range|enumerate|zip|sorted|min|max|sum|abs|floor|ceil|swap|push|pop|enqueue|dequeue|insert|append|print|printf|console|System|new|malloc|dfs|bfs|helper)\s*\(/,
  /\bnew\s+[A-Z]\w*\s*(?:<[^>\n]*>\s*)?\(/,
  /\b[a-z_]\w*\s*=\s*(?:[a-z_]\w*\s*(?:[-+*/%([.]|$)|\{\s*\}|\[\s*\]|new\b|None\b|null\b|-?\d+\s*;)/i,
  /;\s*(?:$|\n|\})|\{\s*(?:$|\n)|^\s*\}/m,
  /\breturn\s+(?:\w+\s*[-+*/[({.;]|\[|\(|true\b|false\b|none\b|null\b|-1\b|new\b|\{)/i,
  /\b(?:public|private|static|void|int|boolean|vector|unordered_map|HashMap|HashSet|List|Map|Set|Deque|auto|const|let|var|val)\b\s*(?:<[^>\n]+>)?\s+\w+\s*(?:=|\(|;)/,
  /\b(?:i|j|k|lo|hi|left|right|low|high|mid|l|r|n|target|num|nums|sum|total|diff|goal)\s*[-+*/]\s*(?:i|j|k|lo|hi|left|right|low|high|mid|l|r|num|nums|sum|1|2|x|value|current|curr)\b/i,
  /(?:^|\s)(?:#include|import\s+\w+|from\s+\w+\s+import|using\s+\w+;)/m,
  /\bdp\b|\b(?:i|j)\s*(?:<|<=|>|>=)\s*\w+/i,
]

const steps = /^\s*(?:\d+[.)]|[-*•–]|step\s+\w+\s*[:.]?|first(?:ly)?,|second(?:ly)?,|then,|next,|finally,|lastly,)/i

export function hasFence(text: string): boolean {
  return fences.test(text)
}

/** Quoted and bracketed values of an example do not count as code. */
export function looksLikeCode(text: string): boolean {
  const bare = text
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/\b\w+\s*=\s*(?:\[[\s\d,."'-]*\]|"[^"\n]*"|'[^'\n]*'|-?\d+(?:\.\d+)?)(?=[\s,.;:!?”"')]|$)/g, ' ')
    .replace(/(?<!\w)\[[\s\d,."'\][a-z-]*\]/gi, (list) => (/[a-z]{2}/i.test(list.replace(/"[^"]*"|'[^']*'/g, '')) ? list : ' '))
  return programLines.some((pattern) => pattern.test(bare))
}

/** An item of a numbered or bulleted list. */
export function isStep(text: string): boolean {
  return steps.test(text)
}

const heavy =
  /^(?:iterat\w*|loop\w*|travers\w*|push\w*|pop|pops|popped|popping|append\w*|insert\w*|increment\w*|decrement\w*|initiali[sz]\w*|swap\w*|enqueu\w*|dequeu\w*|recurs\w*|return|returns|returned|merge|merges|merging|concatenat\w*|delet\w*|evict\w*|assign\w*)$/
const light =
  /^(?:check|checks|checking|compar\w*|add|adds|adding|move|moves|moving|updat\w*|walk|walks|walking|scan\w*|store|stores|storing|stored|remov\w*|mark|marks|marking|visit\w*|skip|skips|stop|stops|continue|advanc\w*|set|sets|put|puts|save|saves|saving|remember|remembers|record|records|subtract\w*|multipl\w*|extend\w*|shrink\w*|look|lookup|output|fill|fills)$/
const objects =
  /^(?:array|arrays|list|element|elements|number|numbers|node|nodes|index|indices|string|character|characters|item|items|value|values|each|every|pointer|pointers|end|ends|target|sum|result|answer|left|right|neighbour|neighbours|neighbor|neighbors|cell|cells|count|counter|current|next|previous|bracket|brackets|interval|intervals|letter|letters)$/

/** How much a passage reads like instructions of an algorithm: verbs of procedures, weighted, if there is something they act on. */
export function procedureWeight(tokens: readonly string[]): number {
  if (tokens.filter((token) => objects.test(token)).length < 2) return 0
  const strong = tokens.filter((token) => heavy.test(token)).map(verbStem)
  const verbs = tokens.filter((token) => light.test(token)).map(verbStem)
  return new Set([...verbs, ...strong]).size + new Set(strong).size
}

function verbStem(token: string): string {
  return token.replace(/(?:ing|ed|s)$/, '').slice(0, 4)
}
