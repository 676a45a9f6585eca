/** What the runner refuses of a run, by the names that a request has here. */
import { Failure } from '@quint/runtime/failure.ts'

const names: Readonly<Record<string, string>> = {
  ...{ style: 'transport', language: 'program.language', source: 'program.files' },
  ...{ nodes: 'nodeCount', seconds: 'timeLimitSeconds', faults: 'nemesis' },
}
/** In a sentence these two are words that everybody knows. */
const plain: ReadonlySet<string> = new Set(['language', 'source'])

/** @throws the failure of `work`, renamed */
export async function refusedHere<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    throw error instanceof Failure && error.code === 'invalid' ? renamed(error) : error
  }
}

function renamed({ code, message, detail }: Failure): Failure {
  const fields = detail.fields?.map((one) => ({ ...one, path: names[one.path] ?? one.path }))
  const words = message.replace(/^\w+/, (first) => (plain.has(first) ? first : (names[first] ?? first)))
  return new Failure(code, words, { ...detail, ...(fields === undefined ? {} : { fields }) })
}
