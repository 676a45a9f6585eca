import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCoachClient, toHintEvent } from './coach.ts'
import { createHttp } from './http.ts'
import { ApiError } from './problem.ts'

function client(answer: (path: string, init: RequestInit) => Response) {
  return createCoachClient(createHttp({ fetch: async (input, init) => answer(String(input), init ?? {}), exclusively: (work) => work() }))
}

const events =
  'id: h:0\nevent: meta\ndata: {"hintId":"h","elementFocus":"earth","source":"offline","findings":[]}\n\n' +
  'id: h:1\nevent: token\ndata: {"text":"Look"}\n\nid: h:2\nevent: later\ndata: {}\n\n' +
  'id: h:3\nevent: retract\ndata: {"from":2}\n\nid: h:4\nevent: done\ndata: {"hintText":"Lo","source":"offline"}\n\n'

test('a hint is read from the stream, after the last event seen', async () => {
  let asked: { path: string; headers: Headers } | undefined
  const coach = client((path, init) => {
    asked = { path, headers: new Headers(init.headers) }
    return new Response(events, { headers: { 'Content-Type': 'text/event-stream' } })
  })
  const seen = await Array.fromAsync(coach.hint({ sessionId: 's', tier: 2, lastEventId: 'h:7' }, new AbortController().signal))
  assert.equal(asked?.path, '/api/session/analyze?sessionId=s&tier=2')
  assert.equal(asked?.headers.get('Last-Event-ID'), 'h:7')
  assert.deepEqual(
    seen.map(({ id, type }) => [id, type]),
    [
      ['h:0', 'meta'],
      ['h:1', 'token'],
      ['h:3', 'retract'],
      ['h:4', 'done'],
    ],
  )
})

test('an error in the stream is thrown as the problem it is', () => {
  const data = JSON.stringify({ title: 'Not available right now', status: 503, detail: 'The coach is away.' })
  assert.throws(
    () => toHintEvent({ id: '', name: 'error', data }),
    (error) => error instanceof ApiError && error.status === 503,
  )
})

test('a hint asked for too early is refused before any event', async () => {
  const coach = client(() => Response.json({ title: 'Not possible', status: 409, detail: 'Answer all twelve first.' }, { status: 409 }))
  await assert.rejects(Array.fromAsync(coach.hint({ sessionId: 's', tier: 1 }, new AbortController().signal)), /Answer all twelve/)
})

test('beginning a session twice with one key is one request of the same kind', async () => {
  const keys: (string | null)[] = []
  const coach = client((_path, init) => {
    keys.push(new Headers(init.headers).get('Idempotency-Key'))
    return Response.json({ session: { id: 's' }, prompt: null }, { status: 201 })
  })
  await coach.start({ title: 'Two Sum' }, 'k')
  await coach.start({ title: 'Two Sum' }, 'k')
  assert.deepEqual(keys, ['k', 'k'])
})

test('a connection that breaks ends the events, and giving up is no break', async () => {
  const coach = client(
    () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            controller.error(new TypeError('network error'))
          },
        }),
      ),
  )
  assert.deepEqual(await Array.fromAsync(coach.hint({ sessionId: 's', tier: 1 }, new AbortController().signal)), [])
  await assert.rejects(Array.fromAsync(coach.hint({ sessionId: 's', tier: 1 }, AbortSignal.abort())), { name: 'AbortError' })
})
