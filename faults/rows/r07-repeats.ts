/** R7: one Idempotency-Key fifty times at once, and once more after a process was killed between the effect and the reply: one session, one answer. */
import { randomUUID } from 'node:crypto'
import { openDatabase } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type Answer, ask, openCounts } from '../asking.ts'
import { type Learner, signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play, type Scene } from '../scene.ts'

const title = { algorithm: { title: 'Two Sum' } }

await play(async (scene) => {
  await using mesh = await openMesh(scene, { consumer: false })
  await using admin = openDatabase({ url: mesh.postgres.adminUrl, maxConnections: 1 })
  const signal = AbortSignal.timeout(300_000)
  let learners = 0
  const newcomer = (): Promise<Learner> => {
    learners += 1
    return signUp({ url: mesh.url, number: learners, auditor: mesh.auditor, counts: openCounts(), signal })
  }
  const start = (learner: Learner, key: string, body: unknown = title): Promise<Answer> =>
    ask(`${mesh.url}/api/session/start`, { token: learner.token(), body, headers: { 'idempotency-key': key } })
  const sessionsOf = async ({ userId }: Learner): Promise<string[]> => {
    const rows = await admin.asService((tx) => tx.query<{ id: string }>('select id from sessions.sessions where user_id = $1', [userId]))
    return rows.map(({ id }) => id)
  }
  const calm = await newcomer()
  await atOnce(scene, { start: (body) => start(calm, 'calm', body), sessions: () => sessionsOf(calm) })
  const victims = ['gateway', 'sessions', 'postgres'] as const
  const crashes = scene.quick ? 3 : 9
  let sessions = 0
  for (let crash = 0; crash < crashes; crash += 1) {
    const victim = victims[crash % victims.length] ?? 'gateway'
    const learner = await newcomer()
    const key = randomUUID()
    const asked = await untilEffect({ ask: () => Array.from({ length: 10 }, () => start(learner, key)), sessions: () => sessionsOf(learner) })
    if (victim === 'postgres') {
      await mesh.postgres.kill()
      await mesh.postgres.start()
    } else mesh[victim].kill()
    scene.killed()
    await Promise.all(asked)
    // A claim whose process died is free after a minute: that minute passes here at once.
    await admin.asService((tx) => tx.query("update identity.idempotency_keys set created_at = created_at - interval '1 minute' where status is null"))
    const again = await persistently(() => start(learner, key))
    const found = await sessionsOf(learner)
    sessions += found.length
    scene.must(found.length === 1, `${victim} killed between effect and reply: ${found.length} sessions for one key`)
    scene.must(found.includes(idOf(again)), `${victim} killed: the answer names another session`)
  }
  scene.tell(`50 at once: 1 session; ${crashes} crashes between effect and reply: ${sessions} sessions for ${crashes} keys`)
})

interface AtOnce {
  start(body?: unknown): Promise<Answer>
  sessions(): Promise<string[]>
}

async function atOnce(scene: Scene, { start, sessions }: AtOnce): Promise<void> {
  const answers = await Promise.all(Array.from({ length: 50 }, () => start()))
  const made = answers.filter(({ status }) => status === 201)
  scene.must(made.length >= 1 && answers.every(({ status }) => status === 201 || status === 409), `answers ${answers.map(({ status }) => status)}`)
  const again = await start()
  const bodies = new Set([...made, again].map(({ body }) => JSON.stringify(body)))
  scene.must(again.status === 201 && bodies.size === 1, `${bodies.size} different answers to one key`)
  scene.must((await sessions()).length === 1, `${(await sessions()).length} sessions for fifty requests with one key`)
  const other = await start({ algorithm: { title: 'Three Sum' } })
  scene.must(other.status === 422, `another request with the same key was answered with ${other.status}`)
}

interface UntilEffect {
  ask(): Promise<Answer>[]
  sessions(): Promise<string[]>
}

/** Asks until there is a session, also when all are refused because the mesh has not got up yet; returns those that are still asked. */
async function untilEffect({ ask, sessions }: UntilEffect): Promise<Promise<Answer>[]> {
  for (;;) {
    const asked = ask()
    let settled = false
    void Promise.all(asked).then(() => {
      settled = true
    })
    while (!settled) {
      if ((await sessions()).length > 0) return asked
      await sleep(1)
    }
    if ((await sessions()).length > 0) return asked
    await sleep(250)
  }
}

async function persistently(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (answer.status === 201) return answer
    await sleep(500)
  }
}

function idOf({ body }: Answer): string {
  return (body as { session: { id: string } }).session.id
}
