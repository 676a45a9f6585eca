/** A model's answer in two parts: one line of JSON that nobody else reads, then what is said aloud. */
import { ProviderFailure } from '@quint/llm/provider.ts'

export interface Header {
  /** The code of the question that it chose; empty when it named none. */
  readonly asks: string
  /** The open point that the candidate asked about. */
  readonly answers: number | undefined
  /** For itself. */
  readonly notes: string
}

const longestHeader = 2000
const longestNotes = 600

/** Throws `ProviderFailure` when the first line is no such object: then nothing of the answer can be told apart from its notes. */
export async function* aloud(chunks: AsyncIterable<string>, onHeader: (header: Header) => void): AsyncGenerator<string> {
  let before: string | undefined = ''
  for await (const chunk of chunks) {
    if (before === undefined) {
      yield chunk
      continue
    }
    before += chunk
    const split = splitAt(before)
    if (split === undefined && before.length > longestHeader) throw new ProviderFailure('bad_response')
    if (split === undefined) continue
    onHeader(parse(split.line))
    before = undefined
    if (split.rest !== '') yield split.rest
  }
  if (before !== undefined) throw new ProviderFailure('bad_response')
}

/** The first line with something on it; a fence around the object is passed over. */
function splitAt(text: string): { readonly line: string; readonly rest: string } | undefined {
  const start = /^(?:\s|```(?:json)?[ \t]*\n)*/.exec(text)?.[0].length ?? 0
  const end = text.indexOf('\n', start)
  if (end < 0) return undefined
  return { line: text.slice(start, end).trim(), rest: text.slice(end + 1).replace(/^\s*(?:```[ \t]*\n)?\s*/, '') }
}

function parse(line: string): Header {
  const value = read(line)
  if (typeof value !== 'object' || value === null) throw new ProviderFailure('bad_response')
  const { asks, answers, notes } = value as Readonly<Record<string, unknown>>
  return {
    asks: typeof asks === 'string' ? asks : '',
    answers: typeof answers === 'number' && Number.isInteger(answers) && answers >= 0 ? answers : undefined,
    notes: typeof notes === 'string' ? notes.slice(0, longestNotes).toWellFormed() : '',
  }
}

function read(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new ProviderFailure('bad_response')
  }
}
