/** A learner's session over HTTP: begun, answered, asked for a hint. */
import assert from 'node:assert/strict'
import type { Answer, Learner } from './visitor.ts'

export async function startSession(learner: Learner, algorithm: Readonly<Record<string, unknown>> = { title: 'Two Sum' }): Promise<string> {
  const answer = await learner.send('POST', '/api/session/start', { body: { algorithm } })
  assert.equal(answer.status, 201, `start: ${answer.text}`)
  return (answer.json as { session: { id: string } }).session.id
}

export async function answeredSession(
  learner: Learner,
  {
    algorithm,
    say = (n) => `Thought ${n}: I compare [3, ${n}] with 8.`,
  }: { algorithm?: Readonly<Record<string, unknown>>; say?: (n: number) => string },
): Promise<string> {
  const sessionId = await startSession(learner, algorithm)
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1) {
    const body = { sessionId, promptIndex, responseText: say(promptIndex), timeSpentSeconds: 5 }
    const answer = await learner.send('POST', '/api/session/respond', { body })
    assert.equal(answer.status, 200, `respond: ${answer.text}`)
  }
  return sessionId
}

export interface HintRead {
  readonly answer: Answer
  /** What the learner keeps, after everything that was taken back. */
  readonly text: string
  /** Everything that was ever on the screen. */
  readonly shown: string
  readonly source: string
}

export async function readHint(learner: Learner, sessionId: string, tier = 1): Promise<HintRead> {
  const answer = await learner.send('GET', `/api/session/analyze?sessionId=${sessionId}&tier=${tier}`)
  const events = [...answer.text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, name, data = '']) => ({
    name,
    data: JSON.parse(data) as { text?: string; hintText?: string; source?: string },
  }))
  const done = events.findLast(({ name }) => name === 'done')?.data
  const shown = events.map(({ data }) => data.text ?? '').join('')
  return { answer, text: done?.hintText ?? '', shown, source: done?.source ?? '' }
}
