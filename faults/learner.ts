/** A learner's client: signs in, goes through sessions from the first prompt to the last word, asks again for what failed, and has each answer noted. */
import { setTimeout as delay } from 'node:timers/promises'
import { type Answer, type Asked, ask, type Counts } from './asking.ts'
import type { Auditor } from './auditor.ts'
import { readHint } from './hint-stream.ts'

export interface LearnerOptions {
  readonly url: string
  readonly number: number
  readonly auditor: Auditor
  readonly counts: Counts
  readonly signal: AbortSignal
}

export interface Learner {
  readonly userId: string
  token(): string
  /** Until it is answered or the signal is aborted; a refusal that another try can not mend is an error. */
  persist(route: string, asked: Asked): Promise<Answer>
  startSession(): Promise<string>
  answer(sessionId: string, promptIndex: number): Promise<void>
  /** Undefined when no whole hint came in time. */
  hint(sessionId: string, deadlineMs?: number): Promise<string | undefined>
  complete(sessionId: string): Promise<void>
}

const password = 'a long password'
const pauseMs = 150

export async function signUp(options: LearnerOptions): Promise<Learner> {
  const { url, number, auditor, counts, signal } = options
  const email = `learner${number}@example.org`
  let token = ''
  const persist = async (route: string, asked: Asked): Promise<Answer> => {
    for (;;) {
      signal.throwIfAborted()
      const answer = await ask(`${url}${route}`, { ...asked, token })
      counts.add(answer)
      if (answer.status >= 200 && answer.status < 300) return answer
      if (answer.status === 401) await signIn()
      else if (answer.status >= 400 && answer.status < 500) throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`)
      await delay(pauseMs)
    }
  }
  const signIn = async (): Promise<void> => {
    const answer = await ask(`${url}/api/auth/login`, { body: { email, password } })
    counts.add(answer)
    if (answer.status === 200) token = (answer.body as { accessToken: string }).accessToken
  }
  const accept = (accessToken: string): void => {
    token = accessToken
  }
  const userId = await register(options, { email, accept })
  await auditor.note({ kind: 'user', userId, email })
  return { userId, token: () => token, persist, ...steps(persist, { auditor, token: () => token, url, userId, counts }) }
}

/** A registration whose answer was lost is found by signing in. */
async function register({ url, number, counts, signal }: LearnerOptions, given: { email: string; accept(token: string): void }): Promise<string> {
  for (;;) {
    signal.throwIfAborted()
    const answer = await ask(`${url}/api/auth/register`, { body: { email: given.email, password, displayName: `Learner ${number}` } })
    const signedIn = answer.status === 409 ? await ask(`${url}/api/auth/login`, { body: { email: given.email, password } }) : answer
    counts.add(answer)
    if (signedIn.status === 200 || signedIn.status === 201) {
      const { accessToken, user } = signedIn.body as { accessToken: string; user: { id: string } }
      given.accept(accessToken)
      return user.id
    }
    await delay(pauseMs)
  }
}

interface Going {
  readonly auditor: Auditor
  readonly url: string
  readonly userId: string
  readonly counts: Counts
  token(): string
}

function steps(persist: Learner['persist'], { auditor, url, userId, token, counts }: Going): Omit<Learner, 'userId' | 'token' | 'persist'> {
  return {
    async startSession() {
      const { body } = await persist('/api/session/start', { body: { algorithm } })
      const sessionId = (body as { session: { id: string } }).session.id
      await auditor.note({ kind: 'session', sessionId, userId })
      return sessionId
    },
    async answer(sessionId, promptIndex) {
      const responseText = `Thought ${promptIndex}: I compare pairs, such as [3, ${promptIndex}] with 8, and go back to the start each time.`
      await persist('/api/session/respond', { body: { sessionId, promptIndex, responseText, timeSpentSeconds: 20 } })
      await auditor.note({ kind: 'answer', sessionId, promptIndex, text: responseText })
    },
    async hint(sessionId, deadlineMs = 15_000) {
      const text = await readHint({ url, token: token(), sessionId, tier: 1, deadlineMs, counts })
      if (text !== undefined) await auditor.note({ kind: 'hint', sessionId, tier: 1, text })
      return text
    },
    async complete(sessionId) {
      const userFinalResponse = 'I had assumed that order matters. With [9, 9] it does not. What do I forget between two rounds?'
      await persist('/api/session/complete', { body: { sessionId, userFinalResponse } })
      await auditor.note({ kind: 'completed', sessionId, text: userFinalResponse })
    },
  }
}

const algorithm = {
  title: 'Two Sum',
  url: 'https://leetcode.com/problems/two-sum/',
  statement: 'Return the positions of the two numbers that add up to target.\n\nInput: nums = [2,7,11,15], target = 9',
}

/** A session with all its answers, whose hint nobody has asked for. */
export async function answerAll(learner: Learner, pause: () => Promise<unknown> = async () => undefined): Promise<string> {
  const sessionId = await learner.startSession()
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1) {
    await learner.answer(sessionId, promptIndex)
    await pause()
  }
  return sessionId
}

/** A whole session; the last word only when there was a hint. */
export async function coach(learner: Learner, pause: () => Promise<unknown>): Promise<string> {
  const sessionId = await answerAll(learner, pause)
  if ((await learner.hint(sessionId)) !== undefined) await learner.complete(sessionId)
  return sessionId
}
