/** Designs over HTTP: what is asked of the runner, what comes back, and what is refused before the runner hears of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type ActOnSubmissionRequest,
  type FollowSubmissionRequest,
  Submission,
  type SubmitDesignRequest,
} from '@quint/proto/gen/quint/runner/v1/design.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { testGateway } from '../testing.ts'

const id = uuidv7()
const submission = Submission.fromPartial({
  id,
  problemId: 'url-shortener',
  status: 'TESTING',
  attempt: 1,
  progress: { stage: 'load', percent: 40, ahead: 0 },
})
const handedIn = { problemId: 'url-shortener', blueprint: { v: 1, name: 'mine' } }

async function openPlace(runner: Partial<RunnerServiceImplementation>) {
  const gateway = await testGateway({ runner })
  const { accessToken: token } = await gateway.register()
  const get = (route: string, headers: Readonly<Record<string, string>> = {}) => gateway.send('GET', route, { token, headers })
  const post = (route: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => gateway.send('POST', route, { token, body, headers })
  return { gateway, get, post, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() }
}

test('a design is handed in in the words of the contract, and every action is one that its state allows', async () => {
  const asked: SubmitDesignRequest[] = []
  const acted: ActOnSubmissionRequest[] = []
  await using place = await openPlace({
    async submitDesign(request) {
      asked.push(request)
      return { submission }
    },
    async actOnSubmission(request) {
      acted.push(request)
      return { submission }
    },
  })
  const response = await place.post('/api/submissions', { ...handedIn, start: false })
  const body = (await response.json()) as { submission: { _links: object; verdict: unknown; progress: unknown } }
  assert.deepEqual([response.status, body.submission.verdict, body.submission.progress], [201, null, { stage: 'load', percent: 40, ahead: 0 }])
  assert.deepEqual(Object.keys(body.submission._links), ['self', 'events', 'tests', 'terraform', 'cancel', 'teardown'])
  assert.deepEqual([asked[0]?.wait, asked[0]?.despite, asked[0]?.design?.blueprint], [true, false, JSON.stringify(handedIn.blueprint)])
  for (const action of ['start', 'retry', 'cancel', 'teardown'])
    assert.equal((await place.post(`/api/submissions/${id}/${action}`, undefined)).status, 202)
  assert.deepEqual(
    acted.map(({ action }) => action),
    ['start', 'retry', 'cancel', 'teardown'],
  )
})

test('what is malformed or too large is refused before the runner is asked', async () => {
  await using place = await openPlace({})
  const bad: readonly (readonly [string, unknown])[] = [
    ['/api/submissions', {}],
    ['/api/submissions', { ...handedIn, root: true }],
    ['/api/submissions', { ...handedIn, problemId: '../x' }],
    ['/api/submissions', { ...handedIn, previousId: 'x' }],
    ['/api/submissions', { ...handedIn, schemaInput: 'x\0' }],
    ['/api/design/validate', { schemaInput: 'x'.repeat(300_000) }],
    ['/api/design/plan', { target: 'mars' }],
    ['/api/design/chat', { message: '' }],
    ['/api/design/read', { designText: 'x'.repeat(60_000) }],
    ['/api/design/assess', { root: true }],
    ['/api/assets', { name: 'a.txt', content: '<not base64>' }],
    [`/api/submissions/${id}/edits`, { edits: [] }],
    [`/api/submissions/${id}/edits`, { edits: Array(65).fill({}) }],
  ]
  for (const [route, body] of bad) assert.equal((await place.post(route, body)).status, 400, `${route} ${JSON.stringify(body).slice(0, 60)}`)
  assert.equal((await place.post('/api/design/validate', { designText: 'x'.repeat(2 ** 21) })).status, 413)
  for (const route of ['compare', 'terraform?target=azure', 'report?format=pdf'])
    assert.equal((await place.get(`/api/submissions/${id}/${route}`)).status, 400, route)
})

test('a submission is followed from where its reader was; what is not there is no stream', async () => {
  const asked: FollowSubmissionRequest[] = []
  await using place = await openPlace({
    async *followSubmission(request) {
      asked.push(request)
      if (request.submissionId !== id) yield { told: { $case: 'gone', value: true } }
      else {
        yield { told: { $case: 'news', value: { seq: 8, at: '', event: '{"kind":"functional","passed":true}' } } }
        yield { told: { $case: 'submission', value: submission } }
      }
    },
  })
  const text = await (await place.get(`/api/submissions/${id}/events`, { 'last-event-id': '7' })).text()
  assert.match(text, /^id: 8\nevent: news\ndata: \{"seq":8/m)
  assert.match(text, /^event: submission\ndata: \{"submission"/m)
  assert.equal(asked[0]?.after, 7)
  assert.equal((await place.get(`/api/submissions/${uuidv7()}/events`, { 'last-event-id': '-1' })).status, 404)
  assert.equal(asked[1]?.after, 0)
})

test('tests are rows of their kind, and what was not tried is skipped', async () => {
  const event = (seq: number, told: object) => ({ seq, at: '', event: JSON.stringify(told) })
  await using place = await openPlace({
    async listTrialEvents() {
      return {
        nextAfter: 4,
        news: [
          event(1, { kind: 'trial', measure: 'begun' }),
          event(2, { kind: 'functional', title: 'It answers', passed: false }),
          event(3, { kind: 'chaos', measure: 'skipped', title: 'A zone is lost', fault: 'zone-lost', reason: 'no time' }),
          event(4, { kind: 'load', measure: 'step', seconds: 3, failed: 0 }),
        ],
      }
    },
  })
  const body = (await (await place.get(`/api/submissions/${id}/tests`)).json()) as { items: Record<string, unknown>[]; nextCursor: string }
  assert.deepEqual(
    body.items.map(({ testType, status, durationMs, chaosScenario }) => [testType, status, durationMs, chaosScenario]),
    [
      ['functional', 'failed', null, null],
      ['chaos', 'skipped', null, 'zone-lost'],
      ['performance', 'passed', 3000, null],
    ],
  )
  assert.equal(body.nextCursor, '4')
})

test('reports and files are sent to be kept, never shown inside a page', async () => {
  await using place = await openPlace({
    async getReport({ format }) {
      return { report: Buffer.from(format === 'html' ? '<!doctype html><script>1</script>' : '{"passed":true}') }
    },
    async getAsset() {
      const asset = { id, submissionId: '', name: 'a"\r\nb.txt', contentType: 'text/plain', bytes: 1, createdAt: '' }
      return { asset, content: Buffer.from('a') }
    },
  })
  const page = await place.get(`/api/submissions/${id}/report?format=html`)
  assert.match(page.headers.get('content-disposition') ?? '', /^attachment/)
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  await page.text()
  assert.deepEqual(await (await place.get(`/api/submissions/${id}/report`)).json(), { report: { passed: true } })
  const file = await place.get(`/api/assets/${id}`)
  assert.equal(file.headers.get('content-disposition'), 'attachment; filename="a___b.txt"')
  assert.equal(await file.text(), 'a')
})

test('submissions of everybody are for administrators', async () => {
  await using place = await openPlace({})
  assert.equal((await place.get('/api/admin/deployments')).status, 403)
  assert.equal((await place.get('/api/admin/design-audit')).status, 403)
  for (const path of ['clouds', `clouds/${id}/plan`, 'design-references']) assert.equal((await place.get(`/api/admin/${path}`)).status, 403, path)
  assert.equal((await place.post(`/api/admin/clouds/${id}/decision`, { decision: 'approve', digest: 'a'.repeat(64), reason: 'why' })).status, 403)
  assert.equal((await place.post('/api/admin/design-references/url-shortener/measure', undefined)).status, 403)
  assert.equal((await place.post(`/api/admin/deployments/${id}/teardown`, undefined)).status, 403)
  assert.equal((await place.post(`/api/admin/deployments/${id}/decision`, { decision: 'remove', reason: 'x' })).status, 403)
})

test('a design in a cloud is told with its submission, and asked for where one is lent', async () => {
  const cloud = {
    id,
    cloud: 'aws',
    state: 'planned',
    usdMonth: 12,
    makes: [{ kind: 'aws_lb', name: 'lb' }],
    checks: Buffer.from('{"answered":false}'),
  }
  const told = Submission.fromPartial({ id, status: 'COMPLETED', moderation: 'clear', cloud, cloudOffered: 'aws' })
  await using place = await openPlace({
    async getSubmission() {
      return { submission: told, checked: Buffer.alloc(0) }
    },
    async askCloud() {
      return { submission: told }
    },
  })
  const { submission } = (await (await place.get(`/api/submissions/${id}`)).json()) as {
    submission: { cloud: Record<string, unknown>; cloudOffered: string; _links: Record<string, { href: string }> }
  }
  assert.deepEqual(
    [submission.cloud.state, submission.cloud.checks, submission.cloud.entry, submission.cloudOffered, submission._links.cloud?.href],
    ['planned', { answered: false }, null, 'aws', `/api/submissions/${id}/cloud`],
  )
  assert.equal((await place.post(`/api/submissions/${id}/cloud`, undefined)).status, 202)
})
