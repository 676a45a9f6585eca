/** R8: the gateway is killed in the middle of the coach's turns, and the provider dies in them; what the learner said is kept once, every turn comes to its end. */
import { openDatabase } from '@quint/db/database.ts'
import { openSocket, type SocketClient } from '@quint/gateway/socket/testing.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type FakeReply, startFakeOpenai } from '../../packages/llm/testing.ts'
import { silence, type Talk, type TalkMessage, talk, whoseTurn } from '../../web/coach/talk.ts'
import { openCounts } from '../asking.ts'
import { signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play, type Scene } from '../scene.ts'

const good = 'You said that you looked at each value in turn. Which of them did you look at more than once, and why did you have to?'

/** Whole turns, turns that break off, and connections that end before a word. */
function reply(index: number): FakeReply {
  const chunks = good.match(/\s*\S+/g) ?? []
  if (index % 3 === 1) return { kind: 'stream', chunks: chunks.slice(0, 14), finish: 'destroy' }
  return index % 3 === 2 ? { kind: 'reset' } : { kind: 'stream', chunks }
}

const words = (n: number): string =>
  `In step ${n} I looked at the values 3, 5 and 8 because I wondered: what would happen if the input were ten times longer, as in life before?`

await play(async (scene) => {
  await using provider = await startFakeOpenai((_request, index) => reply(index))
  const environment = {
    HINTS_COMPATIBLE_BASE_URL: provider.url,
    HINTS_COMPATIBLE_MODEL: 'dying',
    GATEWAY_TURNS_PER_MINUTE: '1000000',
    GATEWAY_SOCKET_MESSAGES_PER_MINUTE: '1000000',
  }
  await using mesh = await openMesh(scene, { consumer: false, environment })
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts: openCounts(), signal: AbortSignal.timeout(400_000) })
  const talks = scene.quick ? 1 : 3
  let turns = 0
  for (let n = 0; n < talks; n += 1) {
    const sessionId = await learner.startSession()
    turns += await talkThrough(scene, { url: mesh.url, token: learner.token, sessionId, kill: mesh.gateway.kill })
  }
  await using admin = openDatabase({ url: mesh.postgres.adminUrl, maxConnections: 1 })
  const [kept] = await admin.asService((tx) =>
    tx.query<{ turns: number; open: number; doubled: number; answers: number }>(
      `select count(*)::int as turns, count(*) filter (where status <> 'done')::int as open,
         (select count(*)::int from sessions.responses where response_text ~ 'In step (\\d+) .*In step \\1 ') as doubled,
         (select count(*)::int from sessions.responses) as answers from hints.turns`,
    ),
  )
  scene.must(kept?.open === 0, `${kept?.open} turns were never ended`)
  scene.must(kept?.turns === turns, `${kept?.turns} turns are kept, ${turns} were told`)
  scene.must(kept?.doubled === 0, `${kept?.doubled} answers hold the same words twice`)
  scene.must(kept?.answers === 12 * talks, `${kept?.answers} answers are kept of ${12 * talks}`)
  scene.tell(`${talks} conversations, ${turns} turns, the gateway killed in every third and two of three providers dying: no words lost or doubled`)
})

interface Talking {
  readonly url: string
  readonly token: () => string
  readonly sessionId: string
  kill(): void
}

/** One conversation to its end, as a page leads it; @returns how many turns the coach took. */
async function talkThrough(scene: Scene, talking: Talking): Promise<number> {
  let state: Talk = silence
  while (whoseTurn(state) !== 'nobody') {
    await using client = await connected(talking)
    state = await goOn(scene, { ...talking, client, state })
  }
  return state.turns.length
}

interface GoingOn extends Talking {
  readonly client: SocketClient
  readonly state: Talk
}

/** Until the line breaks, something is refused, or everything is said. */
function goOn(scene: Scene, { client, sessionId, state: before, kill }: GoingOn): Promise<Talk> {
  return new Promise((resolve) => {
    let state = talk(before, { kind: 'broke' })
    const speak = (): void => {
      const turn = state.turns.at(-1)?.turn ?? 0
      state = talk(state, { kind: 'said', turn, text: words(turn) })
      client.send({ type: 'coach_message', session_id: sessionId, turn, text: words(turn) })
      if (turn % 3 !== 0) return
      // Somewhere in the coach's answer, or before it.
      setTimeout(kill, scene.chance.between(0, 60))
      scene.killed()
    }
    client.raw.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as TalkMessage
      state = talk(state, { kind: 'told', message })
      const whose = whoseTurn(state)
      if (message.type === 'error' || whose === 'nobody') resolve(state)
      else if (message.type === 'ai_response' && whose === 'learner') speak()
      // What was whole before the line broke is not told again.
      else if (message.type === 'coach_state' && whose === 'learner' && state.seq > 0) speak()
    })
    void client.closed.then(() => resolve(state))
    const place = { session_id: sessionId }
    client.send(state.seq === 0 ? { type: 'coach_start', ...place } : { type: 'resume', ...place, last_seq: state.seq })
  })
}

async function connected({ url, token }: Talking): Promise<SocketClient> {
  for (;;) {
    try {
      return await openSocket(url, { token: token() })
    } catch {
      await sleep(100)
    }
  }
}
