/** What the coach's tests do again and again through HTTP: begin a session, answer all of it, read an event stream. */
import type { testGateway } from '../testing.ts'

type Gateway = Awaited<ReturnType<typeof testGateway>>

export const algorithm = { title: 'Two Sum', url: 'https://example.com/two-sum', tags: ['array'] }

export async function startSession(gateway: Gateway, token: string): Promise<string> {
  const response = await gateway.send('POST', '/api/session/start', { token, body: { algorithm } })
  const { session } = (await response.json()) as { session: { id: string } }
  return session.id
}

export async function answeredSession(gateway: Gateway, token: string): Promise<string> {
  const sessionId = await startSession(gateway, token)
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1) {
    const body = { sessionId, promptIndex, responseText: `answer ${promptIndex}`, timeSpentSeconds: 3.4 }
    await (await gateway.send('POST', '/api/session/respond', { token, body })).json()
  }
  return sessionId
}

export interface StreamEvent {
  readonly id: string | undefined
  readonly name: string | undefined
  readonly data: unknown
  readonly comment: string | undefined
}

/** The events of a server-sent stream, one at a time, until its end. */
export async function* readEvents(response: Response): AsyncGenerator<StreamEvent, void, undefined> {
  if (response.body === null) return
  let rest = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = `${rest}${chunk}`.split('\n\n')
    rest = blocks.pop() ?? ''
    yield* blocks.map(parse)
  }
}

function parse(block: string): StreamEvent {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  const data = field('data')
  return { id: field('id'), name: field('event'), data: data === undefined ? undefined : JSON.parse(data), comment: field('') }
}
