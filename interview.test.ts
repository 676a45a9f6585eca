/** Whole mock interviews over the socket with every real service behind it: by the seed's five messages and by all, in two pages, over gateways that come and go. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openSocket, type SocketClient } from '@quint/gateway/socket/testing.ts'
import { openInterviewMesh } from './testing-interview.ts'

type Message = Record<string, unknown>

const mesh = await openInterviewMesh({ GATEWAY_TURNS_PER_MINUTE: '1000' })
after(() => mesh[Symbol.asyncDispose]())

let learners = 0
async function learner() {
  learners += 1
  const { token } = await mesh.register(`ada${learners}@example.org`)
  const api = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return fetch(`${mesh.url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  }
  return { token, api, open: (url = mesh.url) => openSocket(url, { token }) }
}

const statement = 'Given an array of integers and a target, return the positions of two that add up to the target.'
const own = 'def two_sum(nums, target):\n    return []\nprint(two_sum([1], 2))'
/** What is kept has numbers in thousands. */
const kept = (messages: readonly Message[]) => messages.filter(({ seq, interview_id }) => interview_id !== undefined && Number(seq) % 1000 === 0)
const lastSeq = ({ received }: SocketClient): number => Math.max(...received.map(({ seq }) => Number(seq)))

async function toCoding(socket: SocketClient): Promise<string> {
  socket.send({ type: 'problem_description', content: statement })
  const { interview_id: id } = await socket.next('state')
  assert.equal((await socket.next('stage')).stage, 'approach')
  await socket.next('ai_response')
  socket.send({ type: 'explanation', content: "I'll use a hash map: for each number I look for target minus it. O(n) time, O(n) space." })
  assert.equal((await socket.next('stage')).stage, 'coding')
  await socket.next('ai_response')
  return String(id)
}

test('a client that knows five messages only is greeted, and comes to its summary', async () => {
  await using socket = await (await learner()).open()
  assert.match(String((await socket.next('system')).message), /Welcome/)
  await toCoding(socket)
  socket.send({ type: 'message', content: 'What about edge cases such as an empty array?' })
  await socket.next('ai_response')
  socket.send({ type: 'code_submission', code: own, language: 'python' })
  assert.equal((await socket.next('stage')).stage, 'feedback')
  const ran = await socket.next('run_result')
  assert.equal((ran.result as Message).status, 'ok', JSON.stringify(ran))
  const { analysis } = (await socket.next('code_analysis')) as { analysis: Message }
  assert.deepEqual(
    ['technical_feedback', 'complexity_analysis', 'code_quality', 'follow_up_question'].map((field) => typeof analysis[field]),
    ['string', 'string', 'string', 'string'],
  )
  assert.ok(Number.isInteger(analysis.score))
  socket.send({ type: 'end_session', content: {} })
  const summary = await socket.next('session_summary')
  assert.ok(String(summary.summary).length > 0)
  const data = summary.session_data as Message
  assert.deepEqual([data.duration, data.submissions], ['1 minute', 1])
  for (const message of socket.received) assert.ok(typeof message.timestamp === 'string' && Number.isInteger(message.seq), JSON.stringify(message))
  const numbers = socket.received.map(({ seq }) => Number(seq))
  assert.deepEqual(
    numbers,
    numbers.toSorted((one, other) => one - other),
  )
})

test('when one is over, describing a problem begins another', async () => {
  await using socket = await (await learner()).open()
  const first = await toCoding(socket)
  socket.send({ type: 'end_session', content: {} })
  await socket.next('session_summary')
  socket.send({ type: 'problem_description', content: statement })
  const { interview_id: second } = await socket.next('state')
  assert.notEqual(second, first)
  await socket.next('ai_response')
})

test('a problem of the bank: a failing run, a fix, feedback with what was measured, a summary whose references resolve', async () => {
  const { api, open } = await learner()
  await using socket = await open()
  const { items } = (await (await api('GET', '/api/interview-problems?limit=3')).json()) as { items: { id: string; title: string }[] }
  assert.equal(items.length, 3)
  socket.send({ type: 'start', problemId: 'pair-to-target', language: 'python', durationMinutes: 30, persona: 'demanding' })
  const state = await socket.next('state')
  assert.deepEqual([state.stage, state.persona, state.duration_minutes], ['approach', 'demanding', 30])
  const { starters } = state.problem as { starters: Record<string, string> }
  await socket.next('ai_response')
  socket.send({ type: 'explanation', content: 'A dictionary of the positions seen so far, O(n) time. For [2, 7] with 9 that is 0 and 1.' })
  await socket.next('ai_response')
  const head = (starters.python ?? '').split('\n')[0] ?? ''
  const [, first = 'numbers', second = 'target'] = /\((\w+)[^,]*, *(\w+)/.exec(head) ?? []
  const wrong = `${head}\n    return []\n`
  const right = `${head}\n    seen = {}\n    for i, n in enumerate(${first}):\n        if ${second} - n in seen:\n            return [seen[${second} - n], i]\n        seen[n] = i\n    return []\n`
  socket.send({ type: 'run', code: wrong, language: 'python' })
  const failed = (await socket.next('run_result')).result as { status: string; tests: Message[] }
  assert.equal(failed.status, 'wrong_answer')
  assert.ok(failed.tests.some(({ status, input }) => status === 'wrong_answer' && input !== ''))
  assert.ok(
    failed.tests.every(({ hidden }) => !hidden),
    'a run is against the examples',
  )
  socket.send({ type: 'code_submission', code: right, language: 'python' })
  const judged = (await socket.next('run_result')).result as { status: string; tests: Message[] }
  assert.deepEqual([judged.status, judged.tests.some(({ hidden }) => hidden === true)], ['ok', true])
  const { analysis } = (await socket.next('code_analysis')) as { analysis: { score: number; measured_time: string } }
  assert.equal(analysis.measured_time, 'n')
  socket.send({ type: 'end_session', content: {} })
  const summary = (await socket.next('session_summary')) as { interview_id: string; session_data: { rubric: { claims: Claim[] }[] } }
  const detail = (await (await api('GET', `/api/interviews/${summary.interview_id}`)).json()) as Detail
  const claims = summary.session_data.rubric.flatMap((one) => one.claims)
  assert.ok(claims.length > 0 && claims.every((claim) => claim.references.length > 0 && claim.references.every((one) => resolves(one, detail))))
  assert.deepEqual([detail.interview.status, detail.submissions.length], ['completed', 2])
  assert.ok(detail.entries.length > 10)
  const file = await (await api('GET', `/api/interviews/${summary.interview_id}/export.md`)).text()
  assert.match(file, /^# .+\n/)
  assert.ok(file.includes('## Transcript') && file.includes('A dictionary of the positions'))
})

interface Reference {
  readonly seq?: number
  readonly submission_id?: string
  readonly statement?: boolean
  readonly interview_id?: string
  readonly start: number
  readonly end: number
}
interface Claim {
  readonly references: readonly Reference[]
}
interface Detail {
  readonly interview: { readonly status: string; readonly problem: { readonly statement: string } | null }
  readonly entries: readonly { readonly seq: number; readonly text: string }[]
  readonly submissions: readonly { readonly id: string; readonly code: string }[]
}

function resolves({ seq, submission_id: submission, statement: whole, interview_id: earlier, start, end }: Reference, detail: Detail): boolean {
  if (earlier !== undefined) return true
  const text =
    submission === undefined
      ? whole
        ? detail.interview.problem?.statement
        : detail.entries.find((entry) => entry.seq === seq)?.text
      : detail.submissions.find(({ id }) => id === submission)?.code
  return text !== undefined && start >= 0 && start <= end && end <= text.length
}

test('whoever comes back is told what they missed and nothing twice, at another gateway too', async () => {
  const { open } = await learner()
  await using socket = await open()
  const id = await toCoding(socket)
  const had = lastSeq(socket)
  await using other = await mesh.gateway()
  socket.send({ type: 'message', content: 'Is the array sorted?' })
  await socket.next('ai_response')
  socket.raw.terminate()
  await using back = await open(other.url)
  back.send({ type: 'resume', interview_id: id, last_seq: had })
  const state = await back.next('state')
  assert.deepEqual([state.stage, state.interview_id], ['coding', id])
  await back.next('ai_response')
  const missed = kept(back.received).map(({ type, seq }) => [type, seq])
  assert.deepEqual(
    missed,
    kept(socket.received)
      .filter(({ seq }) => Number(seq) > had)
      .map(({ type, seq }) => [type, seq]),
  )
  back.send({ type: 'message', content: 'And are there duplicates?' })
  await back.next('ai_response')
})

test('an answer that a gateway leaves behind comes from the next one', async () => {
  const { open } = await learner()
  const leaving = await mesh.gateway()
  await using socket = await open(leaving.url)
  const id = await toCoding(socket)
  const had = lastSeq(socket)
  socket.send({ type: 'message', content: 'Is the array sorted?' })
  await socket.next('said')
  await leaving[Symbol.asyncDispose]()
  assert.equal((await socket.closed).code, 1012)
  await using back = await open()
  back.send({ type: 'resume', interviewId: id, lastSeq: had })
  assert.equal((await back.next('said')).content, 'Is the array sorted?')
  assert.ok(String((await back.next('ai_response')).message).length > 0)
  assert.equal(kept(back.received).filter(({ type }) => type === 'ai_response').length, 1)
})

test('two pages are in step: words, answers, runs and the editor', async () => {
  const { open } = await learner()
  await using one = await open()
  const id = await toCoding(one)
  await using two = await open()
  two.send({ type: 'resume', interview_id: id, last_seq: 0 })
  await two.next('state')
  one.send({ type: 'message', content: 'Is it sorted?' })
  await one.next('ai_response')
  // The two of before it were missed.
  for (let answers = 0; answers < 3; answers += 1) await two.next('ai_response')
  two.send({ type: 'cursor', line: 2, column: 1, code: 'x = 1' })
  assert.deepEqual([(await one.next('cursor')).code], ['x = 1'])
  two.send({ type: 'end_session', content: {} })
  await Promise.all([one.next('session_summary'), two.next('session_summary')])
  assert.deepEqual(
    kept(one.received).map(({ type, seq }) => [type, seq]),
    kept(two.received).map(({ type, seq }) => [type, seq]),
  )
})

test('what makes no sense is refused in a sentence, and the interview goes on', async () => {
  const { api, open } = await learner()
  await using socket = await open()
  const refused = async (message: unknown): Promise<Message> => {
    socket.send(message)
    return socket.next('error')
  }
  assert.equal((await refused({ type: 'message', content: 'hello' })).code, 'conflict')
  const id = await toCoding(socket)
  assert.equal((await refused({ type: 'code_submission', code: ' \n ', language: 'python' })).message, 'Please write some code first!')
  assert.equal((await refused({ type: 'code_submission', code: '', language: 'python' })).message, 'Please write some code first!')
  assert.equal((await refused({ type: 'run', code: 'x'.repeat(65_537), language: 'python' })).code, 'invalid')
  assert.equal((await refused({ type: 'run', code: 'x', language: 'cobol' })).code, 'invalid')
  assert.equal((await refused('{"type":')).code, 'invalid')
  assert.equal((await refused({ type: 'problem_description', content: statement })).code, 'conflict')
  assert.match(String((await refused({ type: 'explanation', content: 'Again' })).message), /You are writing code now/)
  assert.equal((await refused({ type: 'start', problem_id: 'no-such-problem', language: 'python' })).code, 'not_found')
  assert.equal((await refused({ type: 'start', language: 'python', durationMinutes: 100_000 })).code, 'invalid')
  assert.equal(
    (await refused({ type: 'resume', interview_id: id.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), last_seq: 0 })).code,
    'not_found',
  )
  await using stranger = await (await learner()).open()
  stranger.send({ type: 'resume', interview_id: id, last_seq: 0 })
  assert.equal((await stranger.next('error')).code, 'not_found')
  socket.send({ type: 'run', code: 'while True: pass', language: 'python' })
  assert.equal(((await socket.next('run_result')).result as Message).status, 'time_limit')
  socket.send({ type: 'message', content: 'Are we still here?' })
  await socket.next('ai_response')
  for (const [path, status] of [
    [`/api/interviews/${id}`, 200],
    ['/api/interviews/nothing', 404],
    ['/api/interviews?limit=0', 400],
    ['/api/interviews?cursor=forged', 400],
    ['/api/interviews/compare?ids=1', 400],
    ['/api/interview-problems/none', 404],
    ['/api/interview-problems?difficulty=mild', 400],
  ] as const)
    assert.equal((await api('GET', path)).status, status, path)
})

test('an interview is begun, listed, compared over HTTP, and the same key begins one', async () => {
  const { token, api } = await learner()
  const body = JSON.stringify({ statement, language: 'typescript', durationMinutes: 20 })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'one' }
  const begin = async () =>
    (await (await fetch(`${mesh.url}/api/interviews`, { method: 'POST', headers, body })).json()) as { interview: { id: string; stage: string } }
  const [first, again] = [await begin(), await begin()]
  assert.deepEqual([first.interview.id, first.interview.stage], [again.interview.id, 'approach'])
  const other = (await (await api('POST', '/api/interviews', {})).json()) as { interview: { id: string } }
  const { items } = (await (await api('GET', '/api/interviews')).json()) as { items: { id: string }[] }
  assert.deepEqual(
    items.map(({ id }) => id),
    [other.interview.id, first.interview.id],
  )
  const compared = (await (await api('GET', `/api/interviews/compare?ids=${first.interview.id},${other.interview.id}`)).json()) as {
    interviews: unknown[]
  }
  assert.equal(compared.interviews.length, 2)
  for (const wrong of [{ statement: ' ' }, { language: 'cobol' }, { problemId: 'none' }, { durationMinutes: 1 }, { root: true }])
    assert.ok((await api('POST', '/api/interviews', wrong)).status >= 400, JSON.stringify(wrong))
})
