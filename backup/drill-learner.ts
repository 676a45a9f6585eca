/** A learner of the drill: writes without pause, and keeps a journal of her own of what was acknowledged. */
import { sleep } from '@quint/runtime/sleep.ts'

export interface Written {
  readonly sessionId: string
  readonly promptIndex: number
  readonly text: string
  /** ms since 1970, when the answer was acknowledged. */
  readonly at: number
}

export interface DrillLearner {
  readonly journal: readonly Written[]
  /** Starts session after session and answers each prompt, until the signal or until the mesh is gone. */
  write(signal: AbortSignal): Promise<void>
  /** Fulfilled once so many more answers were acknowledged. */
  more(count: number): Promise<void>
  /** Signs in again with the password. @returns what of the journal is not there. */
  missing(): Promise<readonly Written[]>
}

const deadlineMs = 10_000

export async function registerLearner(base: string, name: string): Promise<DrillLearner> {
  const account = { email: `${name}@example.org`, password: `correct horse ${name}` }
  const journal: Written[] = []
  let token = await tokenFrom(base, 'register', { ...account, displayName: name })
  const post = async (path: string, body: unknown): Promise<Response> => call(base + path, { token, body })
  return {
    journal,
    async write(signal) {
      try {
        while (!signal.aborted) await writeSession(post, journal, signal)
      } catch (error) {
        // The disaster ends the writing; an answer that was not acknowledged is not in the journal.
        if (!(error instanceof TypeError) && !signal.aborted) throw error
      }
    },
    async more(count) {
      const wanted = journal.length + count
      while (journal.length < wanted) await sleep(50)
    },
    async missing() {
      token = await tokenFrom(base, 'login', account)
      const found = new Set<string>()
      for (const sessionId of new Set(journal.map((written) => written.sessionId))) {
        const response = await call(`${base}/api/session/${sessionId}`, { token })
        if (response.status === 404) continue
        const { responses } = (await read(response, 200)) as { responses: { promptIndex: number; responseText: string }[] }
        for (const { promptIndex, responseText } of responses) found.add(keyOf({ sessionId, promptIndex, text: responseText }))
      }
      return journal.filter((written) => !found.has(keyOf(written)))
    },
  }
}

async function writeSession(post: (path: string, body: unknown) => Promise<Response>, journal: Written[], signal: AbortSignal): Promise<void> {
  const algorithm = { title: 'Two Sum', url: 'https://leetcode.com/problems/two-sum/', statement: 'Return two positions that add up to the target.' }
  const { session } = (await read(await post('/api/session/start', { algorithm }), 201)) as { session: { id: string } }
  for (let promptIndex = 0; promptIndex < 12 && !signal.aborted; promptIndex += 1) {
    const text = `Thought ${promptIndex} of ${session.id}: I compare pairs and go back to the start.`
    await read(await post('/api/session/respond', { sessionId: session.id, promptIndex, responseText: text, timeSpentSeconds: 5 }), 200)
    journal.push({ sessionId: session.id, promptIndex, text, at: Date.now() })
  }
}

function keyOf({ sessionId, promptIndex, text }: Omit<Written, 'at'>): string {
  return `${sessionId} ${promptIndex} ${text}`
}

async function tokenFrom(base: string, verb: 'register' | 'login', body: unknown): Promise<string> {
  const { accessToken } = (await read(await call(`${base}/api/auth/${verb}`, { body }), verb === 'register' ? 201 : 200)) as { accessToken: string }
  return accessToken
}

function call(url: string, { token, body }: { readonly token?: string; readonly body?: unknown }): Promise<Response> {
  return fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(deadlineMs),
  })
}

async function read(response: Response, status: number): Promise<unknown> {
  if (response.status !== status) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
