/** R9: an interview goes on while its sockets are cut or left half-open, while two pages talk, and while gateways are killed in the middle of answers. */
import { openDatabase } from '@quint/db/database.ts'
import { openSocket, type SocketClient } from '@quint/gateway/socket/testing.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { type FakeReply, startFakeOpenai } from '../../packages/llm/testing.ts'
import { openCounts } from '../asking.ts'
import { signUp } from '../learner.ts'
import { type Mesh, openMesh } from '../mesh.ts'
import { play, type Scene } from '../scene.ts'

type Message = Readonly<Record<string, unknown>>

const spoken = 'You have told me how you would look at each value. What does your plan cost when the input is ten times as long, and why?'

/** Slowly enough to be interrupted; some break off, some end before a word. */
function reply(index: number): FakeReply {
  // One line that nobody else reads, then what is said.
  const chunks = ['{"asks":"","notes":""}\n', ...(spoken.match(/\s*\S+/g) ?? [])]
  if (index % 4 === 1) return { kind: 'stream', chunks: chunks.slice(0, 12), finish: 'destroy' }
  return index % 4 === 3 ? { kind: 'reset' } : { kind: 'stream', chunks }
}

await play(async (scene) => {
  await using provider = await startFakeOpenai((_request, index) => reply(index))
  const environment = {
    HINTS_COMPATIBLE_BASE_URL: provider.url,
    HINTS_COMPATIBLE_MODEL: 'dying',
    GATEWAY_TURNS_PER_MINUTE: '1000000',
    GATEWAY_RUNS_PER_MINUTE: '1000000',
    GATEWAY_SOCKET_MESSAGES_PER_MINUTE: '1000000',
  }
  await using mesh = await openMesh(scene, { consumer: false, environment })
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts: openCounts(), signal: AbortSignal.timeout(400_000) })
  const rounds = scene.quick ? 6 : 18
  const one = openPage(mesh, learner.token)
  await one.begin()
  const two = openPage(mesh, learner.token, one.interviewId)
  const harms = [() => one.cut(), () => one.halfOpen(), () => kill(scene, mesh), () => kill(scene, mesh), () => two.cut()]
  for (let round = 0; round < rounds; round += 1) await speak({ scene, pages: [one, two], harm: harms[round % harms.length] })
  await finish([one, two])
  await judge({ scene, mesh, pages: [one, two], rounds })
})

function kill(scene: Scene, { gateway }: Mesh): void {
  scene.killed()
  gateway.kill()
}

type Page = ReturnType<typeof openPage>

/** A page that comes back whenever its line breaks, and says again what was not heard. */
function openPage({ url }: Mesh, token: () => string, known?: string) {
  const got: Message[] = []
  const asked = new Map<string, Message>()
  let interviewId = known ?? ''
  let socket: SocketClient | undefined
  let closed = false
  let woken = Promise.withResolvers<void>()
  const lastSeq = (): number => Math.max(0, ...got.map(({ seq }) => Number(seq)))
  const take = (message: Message): void => {
    // What is kept has numbers in thousands.
    if (message.interview_id !== undefined && Number(message.seq) % 1000 === 0) got.push(message)
    if (message.type === 'said') asked.delete(String(message.request_id))
    if (message.type === 'state') {
      interviewId = String(message.interview_id)
      for (const again of asked.values()) socket?.send(again)
    }
    woken.resolve()
    woken = Promise.withResolvers<void>()
  }
  const stay = async (): Promise<void> => {
    while (!closed) {
      try {
        socket = await openSocket(url, { token: token() })
        socket.raw.on('message', (data: Buffer) => take(JSON.parse(data.toString()) as Message))
        if (interviewId !== '') socket.send({ type: 'resume', interview_id: interviewId, last_seq: lastSeq() })
        else for (const again of asked.values()) socket.send(again)
        await socket.closed
      } catch {
        await sleep(100)
      }
    }
  }
  void stay()
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await woken.promise
  }
  const ask = (message: Message): string => {
    const named = { ...message, request_id: uuidv7() }
    asked.set(named.request_id, named)
    socket?.send(named)
    return named.request_id
  }
  return {
    got,
    ask,
    until,
    get interviewId() {
      return interviewId
    },
    async begin() {
      const start = { type: 'start', problem_id: 'pair-to-target', language: 'python', request_id: uuidv7() }
      asked.set(start.request_id, start)
      socket?.send(start)
      await until(() => interviewId !== '')
      asked.delete(start.request_id)
      ask({ type: 'explanation', content: 'I look at each value and remember in a table where I saw it: O(n) time.' })
      await until(() => got.some(({ type, stage }) => type === 'stage' && stage === 'coding'))
    },
    cut: () => socket?.raw.terminate(),
    /** The other side hears of nothing: this page is gone without a word, and comes back over another line. */
    halfOpen() {
      socket?.raw.pause()
      socket?.raw.emit('close', 1006, Buffer.alloc(0))
    },
    close() {
      closed = true
      socket?.raw.terminate()
    },
  }
}

interface Round {
  readonly scene: Scene
  readonly pages: readonly [Page, Page]
  readonly harm: (() => void) | undefined
}

/** A message in one page, harm somewhere in the answer or before it, and both pages in step afterwards. */
async function speak({ scene, pages: [one, two], harm }: Round): Promise<void> {
  const asked = one.ask({ type: 'message', content: 'For the values 3, 5 and 8 I ask myself: what if they were ten times as many, or all the same?' })
  setTimeout(() => harm?.(), scene.chance.between(0, 250))
  for (const page of [one, two]) {
    await page.until(() => page.got.some(({ request_id }) => request_id === asked))
    const said = Number(page.got.find(({ request_id }) => request_id === asked)?.seq)
    await page.until(() => page.got.some(({ type, about_seq }) => type === 'ai_response' && Number(about_seq) >= said))
  }
}

async function finish([one, two]: readonly [Page, Page]): Promise<void> {
  one.ask({ type: 'code_submission', code: 'def pair_positions(numbers, target):\n    return []\n', language: 'python' })
  await one.until(() => one.got.some(({ type }) => type === 'code_analysis'))
  one.ask({ type: 'end_session' })
  for (const page of [one, two]) await page.until(() => page.got.some(({ type }) => type === 'session_summary'))
}

interface Judging {
  readonly scene: Scene
  readonly mesh: Mesh
  readonly pages: readonly [Page, Page]
  readonly rounds: number
}

async function judge({ scene, mesh, pages, rounds }: Judging): Promise<void> {
  const [first = [], second = []] = pages.map(({ got }) => got.map(({ type, seq }) => `${Number(seq) / 1000} ${type}`))
  for (const page of pages) page.close()
  scene.must(JSON.stringify(first) === JSON.stringify(second), `the pages are out of step: ${first.join(', ')} | ${second.join(', ')}`)
  scene.must(
    first.every((entry, index) => entry.startsWith(`${index + 1} `)),
    `entries are missing or doubled: ${first.join(', ')}`,
  )
  await using admin = openDatabase({ url: mesh.postgres.adminUrl, maxConnections: 1 })
  const [kept] = await admin.asService((tx) =>
    tx.query<{ entries: number; messages: number; doubled: number; owed: number; status: string }>(
      `select (select count(*)::int from sessions.interview_entries) as entries,
         (select count(*)::int from sessions.interview_entries where kind = 'message') as messages,
         (select count(*)::int from (select about_seq from sessions.interview_entries where kind = 'ai_response' group by 1 having count(*) > 1) twice) as doubled,
         (select count(*)::int from sessions.interview_duties) as owed, (select status from sessions.interviews) as status`,
    ),
  )
  scene.must(kept?.entries === first.length, `${kept?.entries} entries are kept, ${first.length} were told`)
  scene.must(kept?.messages === rounds, `${kept?.messages} messages are kept of ${rounds}`)
  scene.must(kept?.doubled === 0, `${kept?.doubled} messages were answered twice`)
  scene.must(kept?.owed === 0 && kept.status === 'completed', `${kept?.owed} answers are owed, the interview is ${kept?.status}`)
  scene.tell(
    `${rounds} messages in two pages, lines cut and left half-open, the gateway killed in two of five answers: ${first.length} entries, none lost or doubled`,
  )
}
