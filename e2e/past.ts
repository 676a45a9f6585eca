/** A learner with a past, made through the API: finished, open and put-aside sessions, so that every screen has something to show. */
import assert from 'node:assert/strict'
import { answers, lastWord, password } from './walk.ts'

export interface Past {
  readonly email: string
  /** Session ids. */
  readonly finished: readonly string[]
  readonly open: string
  readonly aside: string
}

const problems = ['Two Sum', 'Longest run without repeats', 'Merge the calendars'] as const

/** @param finished how many sessions are finished. */
export async function makePast(url: string, email: string, finished = 2): Promise<Past> {
  await enrol(url, email)
  const { accessToken } = await post<{ accessToken: string }>(url, '/api/auth/login', { body: { email, password } })
  const asked: Asking = { url, token: accessToken }
  const done: string[] = []
  for (let index = 0; index < finished; index++) {
    const id = await begin(asked, problems[index % problems.length] ?? 'Two Sum')
    await answer(asked, id, answers.length)
    await hint(asked, id)
    await post(url, '/api/session/complete', { token: accessToken, body: { sessionId: id, userFinalResponse: lastWord } })
    done.push(id)
  }
  const open = await begin(asked, 'Find the missing page')
  await answer(asked, open, 5)
  const aside = await begin(asked, 'Water between walls')
  await answer(asked, aside, 2)
  await post(url, '/api/session/abandon', { token: accessToken, body: { sessionId: aside } })
  return { email, finished: done, open, aside }
}

/** An account whose address is confirmed. */
export async function enrol(url: string, email: string): Promise<void> {
  await post(url, '/api/auth/register', { body: { email, password, displayName: 'Ada', timeZone: 'Europe/Berlin' } })
  await confirmEmail(url, email)
}

/** By the link that is in the mailbox. */
async function confirmEmail(url: string, email: string): Promise<void> {
  const mailbox = await (await fetch(`${url}/dev/mailbox`)).text()
  const mail = mailbox.split('<article>').find((part) => part.includes(email)) ?? ''
  await post(url, '/api/auth/verify-email', { body: { token: /verify\?token=([\w-]+)/.exec(mail)?.[1] } })
}

interface Asking {
  readonly url: string
  readonly token: string
}

async function begin({ url, token }: Asking, title: string): Promise<string> {
  const algorithm = {
    title,
    url: 'https://leetcode.com/problems/two-sum/',
    site: 'leetcode',
    difficulty: 'easy',
    statement: 'Say which two places of the list hold numbers that make the target together.\n\nInput: [3, 9, 4, 8], target 12',
  }
  const { session } = await post<{ session: { id: string } }>(url, '/api/session/start', { token, body: { algorithm } })
  return session.id
}

async function answer({ url, token }: Asking, sessionId: string, count: number): Promise<void> {
  for (const [promptIndex, responseText] of answers.slice(0, count).entries())
    await post(url, '/api/session/respond', { token, body: { sessionId, promptIndex, responseText, timeSpentSeconds: 40 } })
}

async function hint({ url, token }: Asking, sessionId: string): Promise<void> {
  const response = await fetch(`${url}/api/session/analyze?sessionId=${sessionId}&tier=1`, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(response.status, 200)
  assert.match(await response.text(), /event: done/)
}

async function post<T>(url: string, path: string, { token, body }: { readonly token?: string; readonly body: object }): Promise<T> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  assert.ok(response.ok, `${path}: ${response.status} ${text.slice(0, 300)}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}
