/** S17: an error says what the sender needs and nothing of us, and what cannot be checked is refused. */
import assert from 'node:assert/strict'
import { testGateway } from '../../gateway/testing.ts'
import { allRoutes, nameOf, type Route, requestOf, sendTo } from '../routes.ts'
import type { Row } from '../row.ts'
import { type Answer, canary } from '../visitor.ts'

const inside = /node_modules|\bat [\w.]+ \(|\.ts:\d+|select |insert |"stack"|postgres|SQLSTATE|ECONN|grpc|127\.0\.0\.1/i

/** Bodies that fit no route: of every JSON type, cut short, and with every field of another type. */
function misfits(route: Route, word: string): readonly unknown[] {
  const whole = requestOf(route).body as Readonly<Record<string, unknown>> | undefined
  const turned = Object.fromEntries(Object.keys(whole ?? {}).map((name) => [name, { [word]: [word] }]))
  return [`{"${word}":`, `"${word}"`, `[["${word}"]]`, 'null', '0', '', turned, { ...whole, [word]: word }, { [word.repeat(1000)]: 1 }]
}

function judgeProblem({ status, headers, json, text }: Answer, what: string): void {
  if (status < 400) return
  assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8', what)
  const { type, requestId } = json as { type: string; requestId: string }
  assert.match(type, /^\/problems\/[a-z-]+$/, what)
  assert.match(requestId, /^[0-9a-f-]{36}$/, what)
  assert.doesNotMatch(text.replace(/"instance":"[^"]*"/, ''), inside, what)
}

export const errors: Row = {
  id: 'S17',
  control: 'errors: generic, in one shape, never our mistake by their input, never open when a check cannot be made',
  checks: [
    {
      holds: 'every route answers what does not fit with a problem of the one shape, which repeats nothing but the names of fields it does not know',
      async attempt(stand) {
        let learner = await stand.learner()
        for (const route of await allRoutes(learner)) {
          learner = await stand.learner()
          const value = canary('value')
          const request = requestOf(route, (name) => (name === 'id' ? learner.userId : undefined))
          for (const body of route.body === undefined ? [undefined] : misfits(route, 'odd')) {
            const answer = await sendTo(learner, { ...request, body })
            assert.ok(answer.status < 500, `${nameOf(route)}: ${answer.status}`)
            assert.ok(answer.text.length < 20_000, nameOf(route))
            judgeProblem(answer, nameOf(route))
          }
          const odd = route.body === undefined ? undefined : Object.fromEntries(Object.keys(request.body as object).map((name) => [name, { value }]))
          const answer = await sendTo(learner, { ...request, address: `${request.address}?odd=${value}`, body: odd })
          assert.ok(!answer.text.replace(/"href":"[^"]*"/g, '').includes(value), `${nameOf(route)} repeats what was sent`)
        }
      },
    },
    {
      holds: 'what is not there, asked in a way that is not known, or unreadable has the same shape',
      async attempt(stand) {
        const learner = await stand.learner()
        for (const [method, route] of [
          ['GET', '/api/nowhere'],
          ['DELETE', '/api/auth/login'],
          ['PUT', '/api/elements'],
          ['GET', '/api/session/%E0%A4%A'],
          ['GET', '/api/session/%00'],
          ['POST', '/healthz/x'],
        ] as const) {
          const answer = await learner.send(method, route)
          assert.ok(answer.status >= 400 && answer.status < 500, `${method} ${route}: ${answer.status}`)
          judgeProblem(answer, `${method} ${route}`)
        }
      },
    },
    {
      holds: 'with the database away nobody is let in, by token or password, and the answer says nothing of it',
      async attempt() {
        await using gateway = await testGateway()
        const { accessToken, credentials } = await gateway.register()
        await gateway.breakDatabase()
        for (const [method, route, body] of [
          ['GET', '/api/auth/me', undefined],
          ['GET', '/api/user/dashboard', undefined],
          ['GET', '/api/admin/events/dead-letters', undefined],
          ['POST', '/api/auth/login', { email: credentials.email, password: credentials.password }],
        ] as const) {
          const response = await gateway.send(method, route, { token: accessToken, ...(body === undefined ? {} : { body }) })
          assert.ok(response.status === 503 || response.status === 403, `${route}: ${response.status}`)
          const { title, detail } = (await response.json()) as { title: string; detail: string }
          assert.doesNotMatch(`${title} ${detail}`, inside, route)
        }
      },
    },
  ],
}
