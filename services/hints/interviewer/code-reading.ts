/** What a program's text shows without running it: the ideas it uses and how it reads. */
import { conceptsNamed } from '../guard/leak.ts'
import type { Concept } from '../policy/concept.ts'
import { inCode, type Reference } from './claim.ts'
import type { Submission } from './interview.ts'

export interface Remark {
  /** Stable, snake_case. */
  readonly code: string
  readonly good: boolean
  readonly text: string
  readonly reference: Reference
}

const idioms: readonly (readonly [Concept, RegExp])[] = [
  [
    'hash',
    /\b(?:dict|defaultdict|Counter|HashMap|unordered_map|LinkedHashMap|TreeMap)\b|\bnew Map\b|\bmap\[\w{1,60}\]|=\s{0,40}\{\s{0,40}\}|\bstd::map\b/,
  ],
  ['set', /\bset\(|\bnew Set\b|\bHashSet\b|\bunordered_set\b|map\[\w{1,60}\](?:bool|struct)/],
  ['heap', /\bheapq\b|\bheap(?:push|pop|ify)\b|\bPriorityQueue\b|\bpriority_queue\b|container\/heap/],
  ['queue', /\bdeque\b|\bpopleft\b|\bArrayDeque\b|\.shift\(\)|\bstd::queue\b|\bqueue\b/i],
  ['stack', /\bstack\b/i],
  ['binary_search', /\bbisect\w{0,60}\b|\b(?:lower|upper)_bound\b|\bbinarySearch\b|\bmid\w{0,60}\s{0,40}=/],
  ['sorting', /\bsorted\(|\.sort\(|\.toSorted\(|\bsort\.(?:Slice|Ints|Sort)\b|\b(?:Arrays|Collections)\.sort\b|\bstd::sort\b|\bqsort\b/],
  ['dynamic_programming', /\bdp\b|\bmemo\w{0,60}\b|\blru_cache\b|@cache\b/],
  ['bits', /(?<![<>&|])(?:<<|>>|\^|&(?!&))(?![&|=<>]*&)/],
  ['two_pointers', /\bwhile\b[^\n]{0,80}\b(?:left|lo|low|start)\b\s{0,4}<=?\s{0,4}\b(?:right|hi|high|end)\b/],
  ['sliding_window', /\bwindow\b/i],
  ['prefix_sum', /\bprefix\w{0,60}\b|\baccumulate\(/i],
  ['union_find', /\bunion\w{0,20}\(|\bparent\[/i],
  ['backtracking', /\bbacktrack\w{0,60}\b/i],
  ['graph_search', /\b(?:visited|neighbou?rs?|adjacen\w{0,60}|dfs|bfs)\b/i],
]

/** The ideas that the candidate's own code brings: to speak of them gives nothing away. */
export function conceptsInCode(code: string): Concept[] {
  const found = idioms.filter(([, pattern]) => pattern.test(code)).map(([concept]) => concept)
  const spoken = conceptsNamed(commentsIn(code).join('. '))
  return [...new Set([...found, ...(callsItself(code) ? (['recursion'] as const) : []), ...spoken])]
}

function callsItself(code: string): boolean {
  return functionsIn(code).some(({ name, body }) => new RegExp(`\\b${name}\\s{0,40}\\(`).test(body))
}

function commentsIn(code: string): string[] {
  return Array.from(code.matchAll(/(?:#|\/\/)\s?(.{0,300})/gm), (match) => match[1] ?? '')
}

interface FunctionText {
  readonly name: string
  /** Without its first line. */
  readonly body: string
  readonly lines: number
  readonly start: number
}

const heading =
  /^[ \t]{0,80}(?:export\s{1,40})?(?:async\s{1,40})?(?:def|function|func|fn)\s{1,40}(\w{1,60})[^\n]{0,300}$|^[ \t]{0,80}(?:const|let)\s{1,40}(\w{1,60})\s{0,40}=\s{0,40}(?:\([^\n)]*\)|\w{1,60})\s{0,40}=>[^\n]{0,300}$/gm

const mostFunctions = 200

/** A function reaches to the next one that is indented no deeper. */
function functionsIn(code: string): FunctionText[] {
  const heads = Array.from(code.matchAll(heading).take(mostFunctions), (match) => ({
    name: match[1] ?? match[2] ?? '',
    start: match.index,
    bodyAt: match.index + match[0].length,
    depth: indentOf(match[0]),
  }))
  return heads.map(({ name, start, bodyAt, depth }, at) => {
    const next = heads.slice(at + 1).find((other) => other.depth <= depth)
    const body = code.slice(bodyAt, next?.start ?? code.length)
    return { name, body, start, lines: body.split('\n').filter((line) => line.trim() !== '').length }
  })
}

function indentOf(line: string): number {
  return /^[ \t]{0,80}/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0
}

type Look = (submission: Submission) => Remark | undefined

const longLine = 110
const deep = 5
const longFunction = 45

interface Sign extends Pick<Remark, 'code' | 'good' | 'text'> {
  readonly pattern: RegExp
  /** Absent: any language. */
  readonly language?: RegExp
}

const badSigns: readonly Sign[] = [
  {
    code: 'debug_output_left',
    good: false,
    pattern: /^[ \t]{0,80}(?:print\(|console\.log\(|System\.out\.print|fmt\.Print|printf\(|std::cout)[^\n]{0,300}/m,
    text: 'A line that prints is left in the function.',
  },
  {
    code: 'mutable_default',
    good: false,
    pattern: /def \w{1,60}\([^)\n]{0,200}=\s{0,40}(?:\[\]|\{\}|set\(\))/,
    text: 'A default value that can be changed is shared by all calls of the function.',
  },
  {
    code: 'bare_except',
    good: false,
    pattern: /except\s{0,40}:|catch\s{0,40}(?:\([^)]{0,200}\))?\s{0,40}\{\s{0,40}\}/,
    text: 'An error is caught without a look at what it is.',
  },
  {
    code: 'commented_code',
    good: false,
    pattern: /^[ \t]{0,80}(?:#|\/\/)\s{0,40}(?:return|for|while|if|def|const|let|var)\b[^\n]{0,300}[;:(=][^\n]{0,300}$/m,
    text: 'Code that is commented out is left behind.',
  },
  {
    code: 'var_declared',
    good: false,
    pattern: /^[ \t]{0,80}var\s{1,40}\w{1,60}/m,
    language: /^(?:java|type)script$/,
    text: 'A variable is declared with var, which reaches further than its block.',
  },
  { code: 'long_line', good: false, pattern: new RegExp(`^[^\\n]{${longLine},}$`, 'm'), text: `A line is longer than ${longLine} characters.` },
]

const goodSigns: readonly Sign[] = [
  {
    code: 'guards_first',
    good: true,
    pattern:
      /^[ \t]{0,80}if\b[^\n]{0,300}(?:not \w{1,60}|len\(\w{1,60}\)\s{0,40}(?:==|<)|\.length\s{0,40}(?:===?|<)|\.empty\(\)|isEmpty\(\)|is None|== null|=== undefined)[^\n]{0,300}(?:\n[ \t]{1,80})?\{?\s{0,40}return\b[^\n]{0,300}/m,
    text: 'The case that needs no work is dealt with first.',
  },
  {
    code: 'explains_itself',
    good: true,
    pattern: /^[ \t]{0,80}(?:#|\/\/|"""|\/\*\*?)\s{0,40}\w[^\n]{12,}$/m,
    text: 'A comment says what the code alone would not.',
  },
]

const looks: readonly Look[] = [
  ...badSigns.map(signed),
  shortNames,
  deepNesting,
  longFunctions,
  repeatedLines,
  ...goodSigns.map(signed),
  (submission) =>
    functionsIn(submission.code).length < 2
      ? undefined
      : { code: 'split_into_functions', good: true, text: 'The work is split into functions with names.', reference: inCode(submission) },
]

/** What stands out, the worst first; at most one remark of a kind. */
export function remarksOn(submission: Submission): Remark[] {
  return looks.map((look) => look(submission)).filter((found) => found !== undefined)
}

function signed({ code, good, text, pattern, language }: Sign): Look {
  return (submission) => {
    const match = language?.test(submission.language) === false ? null : pattern.exec(submission.code)
    if (match === null) return undefined
    return { code, good, text, reference: inCode(submission, { start: match.index, end: match.index + match[0].length }) }
  }
}

const usual = new Set('i j k n m x y l r a b c e s t _'.split(' '))

function shortNames(submission: Submission): Remark | undefined {
  const names = Array.from(submission.code.matchAll(/^[ \t]*(?:(?:const|let|var|int|auto)\s+)?([A-Za-z])\s*(?::\s*\w+\s*)?=(?!=)/gm))
  const unusual = names.filter((match) => !usual.has(match[1] ?? '_'))
  const distinct = new Set(names.map((match) => match[1])).size
  const first = unusual[0] ?? (distinct >= 4 ? names[0] : undefined)
  if (first === undefined || (unusual.length === 0 && distinct < 4)) return undefined
  return {
    code: 'short_names',
    good: false,
    text: `A name of one letter, “${first[1]}”, does not say what it holds.`,
    reference: inCode(submission, { start: first.index, end: first.index + first[0].length }),
  }
}

function deepNesting(submission: Submission): Remark | undefined {
  const step = Math.max(
    1,
    Math.min(
      ...submission.code
        .split('\n')
        .map(indentOf)
        .filter((indent) => indent > 0),
      8,
    ),
  )
  let at = 0
  for (const line of submission.code.split('\n')) {
    if (line.trim() !== '' && indentOf(line) >= deep * step) {
      const text = `The code is nested ${Math.floor(indentOf(line) / step)} levels deep here.`
      return { code: 'deep_nesting', good: false, text, reference: inCode(submission, { start: at, end: at + line.length }) }
    }
    at += line.length + 1
  }
  return undefined
}

function longFunctions(submission: Submission): Remark | undefined {
  const long = functionsIn(submission.code).find(({ lines }) => lines > longFunction)
  if (long === undefined) return undefined
  const end = submission.code.indexOf('\n', long.start)
  const reference = inCode(submission, { start: long.start, end: end < 0 ? submission.code.length : end })
  return { code: 'long_function', good: false, text: `The function “${long.name}” is ${long.lines} lines long.`, reference }
}

function repeatedLines(submission: Submission): Remark | undefined {
  const seen = new Map<string, number>()
  let at = 0
  for (const line of submission.code.split('\n')) {
    const text = line.trim()
    const times = (seen.get(text) ?? 0) + 1
    if (text.length >= 20) seen.set(text, times)
    if (times >= 3) {
      const reference = inCode(submission, { start: at, end: at + line.length })
      return { code: 'repeated_lines', good: false, text: 'The same line stands in the code three times.', reference }
    }
    at += line.length + 1
  }
  return undefined
}
