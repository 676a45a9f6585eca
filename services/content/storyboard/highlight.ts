/** Colours of code, by its words: enough for what fits on a slide. */
import { palette } from './palette.ts'

export interface Piece {
  readonly text: string
  readonly fill: string
}

const keywords: Readonly<Record<string, ReadonlySet<string>>> = {
  python: new Set(
    'and as assert async await break class continue def del elif else except False finally for from if import in is lambda None nonlocal not or pass raise return True try while with yield'.split(
      ' ',
    ),
  ),
  javascript: new Set(
    'async await break case catch class const continue default do else export extends false finally for function if import in instanceof let new null of return static switch this throw true try typeof undefined while yield'.split(
      ' ',
    ),
  ),
  sql: new Set(
    'select from where group by having order limit join left inner on as and or not null insert into values update set delete create index table primary key unique begin commit rollback distinct count sum over partition with'.split(
      ' ',
    ),
  ),
  text: new Set(),
}

const words = /(#.*|\/\/.*|--.*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)|(\s+|[^\w\s])/g

export function highlighted(line: string, language: string): readonly Piece[] {
  const known = keywords[language] ?? new Set<string>()
  const begins = language === 'python' ? '#' : language === 'sql' ? '--' : '//'
  return [...line.matchAll(words)].flatMap(([text, comment, string, number, word]) => {
    if (comment !== undefined && !text.startsWith(begins)) return tail(text, language)
    return [{ text, fill: fillOf({ comment, string, number, word }, known) }]
  })
}

/** What looked like a comment of another language: its first letter stands, the rest is read again. */
function tail(text: string, language: string): readonly Piece[] {
  return [{ text: text.slice(0, 1), fill: palette.ink }, ...highlighted(text.slice(1), language)]
}

interface Found {
  readonly comment: string | undefined
  readonly string: string | undefined
  readonly number: string | undefined
  readonly word: string | undefined
}

function fillOf({ comment, string, number, word }: Found, known: ReadonlySet<string>): string {
  if (comment !== undefined) return palette.muted
  if (string !== undefined) return palette.string
  if (number !== undefined) return palette.number
  return word !== undefined && known.has(word) ? palette.keyword : palette.ink
}
