/** A new hint as a learner reads it. */
import type { FullMesh } from './full-mesh.ts'
import type { Read, Reading } from './workers/reader.ts'

export interface Sentence {
  readonly text: string
  readonly at: number
}

/** A hint that nobody has asked for yet. */
export function newHint({ url, takeAnswered }: FullMesh): Reading {
  const { learner, sessionId } = takeAnswered()
  return { url: `${url}/api/session/analyze?sessionId=${sessionId}&tier=1`, token: learner.token }
}

export async function readHint(full: FullMesh): Promise<Read> {
  const [read] = await full.reader.ask('read', [newHint(full)])
  if (read?.status !== 200) throw new Error(`a hint was refused: ${read?.status}`)
  return read
}

/** The sentences of a hint in which nothing is missing: else it is no measurement. */
export function wholeHint(read: Read, text: string): readonly Sentence[] {
  const sentences = read.events
    .filter((event) => event.name === 'token')
    .map((event) => ({ text: (JSON.parse(event.data) as { text: string }).text, at: event.at }))
  const whole = sentences.map((sentence) => sentence.text).join('')
  if (whole !== text) throw new Error(`the learner read something else than the model wrote: ${whole.length} of ${text.length} characters`)
  return sentences
}
