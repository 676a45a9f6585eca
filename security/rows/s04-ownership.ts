/** S4 over HTTP: what is another's is not there, whichever way it is asked for, and nobody gives themselves rights. */
import assert from 'node:assert/strict'
import { allRoutes, isAdmins, nameOf, type Request, type Route, requestOf, sendTo } from '../routes.ts'
import type { Check } from '../row.ts'
import { answeredSession, readHint } from '../session.ts'
import type { Stand } from '../stand.ts'
import { canary, type Learner } from '../visitor.ts'

interface Victim {
  readonly learner: Learner
  /** Stands in everything that the victim wrote. */
  readonly secret: string
  /** Every id of theirs, by what it is. */
  readonly ids: Readonly<Record<string, string>>
  /** All that they can read of themselves. */
  look(): Promise<unknown>
}

async function openVictim(stand: Stand): Promise<Victim> {
  const learner = await stand.learner()
  const secret = canary('answer')
  const say = (n: number): string => `Thought ${n} on ${secret}: I compare [3, ${n}] with 8 and go back.`
  const sessionId = await answeredSession(learner, { algorithm: { title: `Two Sum ${secret}`, statement: secret }, say })
  await readHint(learner, sessionId)
  const begun = await learner.send('POST', '/api/interviews', { body: { statement: `An interview on ${secret}` } })
  const interviewId = (begun.json as { interview: { id: string } }).interview.id
  const program = { language: 'javascript', files: { 'node.js': `// ${secret}\nexport function start() {}` } }
  const tried = await learner.send('POST', '/api/lab/runs', { body: { workload: 'echo', nodeCount: 1, timeLimitSeconds: 1, program } })
  const labRunId = (tried.json as { run: { id: string } }).run.id
  const kept = { problemId: 'url-shortener', designText: `Two servers for ${secret}.`, start: false }
  const handedIn = await learner.send('POST', '/api/submissions', { body: kept })
  const submissionId = (handedIn.json as { submission: { id: string } }).submission.id
  const file = { submissionId, name: 'notes.txt', content: Buffer.from(secret).toString('base64') }
  const assetId = ((await learner.send('POST', '/api/assets', { body: file })).json as { asset: { id: string } }).asset.id
  const read = async (route: string): Promise<unknown> => (await learner.send('GET', route)).json
  const { hints } = (await read(`/api/session/${sessionId}`)) as { hints: { id: string }[] }
  const { items } = (await read('/api/auth/sessions')) as { items: { id: string }[] }
  return {
    learner,
    secret,
    ids: {
      user: learner.userId,
      session: sessionId,
      hint: hints[0]?.id ?? '',
      device: items[0]?.id ?? '',
      interview: interviewId,
      labRun: labRunId,
      submission: submissionId,
      asset: assetId,
    },
    look: async () => [
      await read(`/api/session/${sessionId}`),
      await read(`/api/interviews/${interviewId}`).then((found) => (found as { entries: unknown }).entries),
      await read(`/api/lab/runs/${labRunId}`).then((found) => (found as { run: { program: unknown } }).run.program),
      await read(`/api/submissions/${submissionId}`),
      await read('/api/assets'),
      await read('/api/auth/me'),
      ((await read('/api/auth/sessions')) as { items: { id: string }[] }).items.map(({ id }) => id),
      await read('/api/user/sessions'),
    ],
  }
}

const streaming = { 'Sec-Fetch-Site': 'same-origin' }

/** Each route once for each id of the victim, in each place that holds an id. */
function requestsFor(route: Route, ids: Victim['ids']): readonly Request[] {
  return Object.values(ids).map((id) => requestOf(route, (name) => (/(^|[a-z])id$/i.test(name) ? id : undefined)))
}

/** Ids of a judge are the learner's to tell, and no ids of ours. */
const ofJudges = (route: Route): boolean => nameOf(route) === 'POST /api/imports/submissions'

/** A search for what belongs to another finds nothing. */
const isEmptyList = (text: string): boolean => /^\{"items":\[\],/.test(text)

const holdsId = (route: Route): boolean =>
  !ofJudges(route) && JSON.stringify([route.path, route.parameters, route.body]).match(/"\w*[iI]d"|\{id\}/) !== null

/** Ends the attacker's own account or sign-in, which is no crime but ends the walk. */
const endsOwn = (route: Route): boolean => nameOf(route) === 'POST /api/auth/logout'

export const ownershipChecks: readonly Check[] = [
  {
    holds: 'every route, given another learner’s ids in every place, finds nothing, shows nothing and changes nothing',
    async attempt(stand) {
      const victim = await openVictim(stand)
      const attacker = await stand.learner()
      const before = await victim.look()
      assert.ok(JSON.stringify(before).includes(victim.secret))
      let asked = 0
      for (const route of (await allRoutes(attacker)).filter((found) => found.secured && !endsOwn(found))) {
        for (const request of requestsFor(route, victim.ids)) {
          const { status, text } = await sendTo(attacker, request, streaming)
          if (holdsId(route)) {
            asked += 1
            assert.ok([400, 403, 404, 409, 429].includes(status) || isEmptyList(text), `${nameOf(route)} answers ${status}`)
          }
          assert.ok(status < 500, `${nameOf(route)} answers ${status}`)
          assert.ok(!text.includes(victim.secret) && !text.includes(victim.learner.email), `${nameOf(route)} shows what is another’s`)
        }
      }
      assert.ok(asked >= 20, `only ${asked} requests bore an id`)
      assert.deepEqual(await victim.look(), before)
    },
  },
  {
    holds: 'what is another’s is answered as what never was',
    async attempt(stand) {
      const victim = await openVictim(stand)
      const attacker = await stand.learner()
      const never = '01890000-0000-7000-8000-000000000000'
      const shape = async (method: string, route: string, id: string) => {
        const answer = await attacker.send(method, route.replace('ID', id))
        const { instance: _place, requestId: _own, ...rest } = answer.json as { instance: string; requestId: string }
        return [answer.status, rest]
      }
      const { session = '', device = '', user = '' } = victim.ids
      for (const [method, route, id] of [
        ['GET', '/api/session/ID', session],
        ['DELETE', '/api/auth/sessions/ID', device],
        ['GET', '/api/users/ID', user],
        ['GET', '/api/users/ID/export', user],
        ['GET', '/api/session/analyze?sessionId=ID', session],
      ] as const)
        assert.deepEqual(await shape(method, route, id), await shape(method, route, never), route)
    },
  },
  {
    holds: 'every route refuses fields that it does not name, such as a role, an owner or a verified address',
    async attempt(stand) {
      const learner = await stand.learner()
      const extras = { roles: ['admin'], userId: '01890000-0000-7000-8000-000000000000', emailVerified: true, isAdmin: true }
      for (const route of (await allRoutes(learner)).filter((found) => found.body !== undefined && !isAdmins(found))) {
        const request = requestOf(route, (name) => (name === 'id' ? learner.userId : undefined))
        for (const [name, value] of Object.entries(extras)) {
          const { status } = await sendTo(learner, { ...request, body: { ...(request.body as object), [name]: value } })
          assert.ok(status === 400 || status === 429, `${nameOf(route)} takes ${name}: ${status}`)
        }
      }
      const { json } = await learner.send('GET', '/api/auth/me')
      assert.deepEqual((json as { user: { roles: string[] } }).user.roles, ['learner'])
    },
  },
  {
    holds: 'every administrators’ route is a 401 for nobody and a 403 for a learner, with whatever method, header or claim',
    async attempt(stand) {
      const learner = await stand.learner()
      const routes = (await allRoutes(learner)).filter(isAdmins)
      assert.ok(routes.length > 0)
      for (const route of routes) {
        assert.equal((await sendTo(stand.visitor(), requestOf(route))).status, 401, nameOf(route))
        assert.equal((await sendTo(learner, requestOf(route))).status, 403, nameOf(route))
        const disguises: Readonly<Record<string, string>> = {
          'X-Original-URL': route.path,
          'X-HTTP-Method-Override': route.method,
          'X-Roles': 'admin',
        }
        for (const [header, value] of Object.entries(disguises))
          assert.equal((await sendTo(learner, requestOf(route), { [header]: value })).status, 403, header)
      }
    },
  },
]
