/** R20: the mail server is gone, hangs, and dies in the middle of mails, while gateways are killed: nobody waits for it, and every mail arrives. */

import { sleep } from '@quint/runtime/sleep.ts'
import { startMailServer, startSocketServer } from '../../gateway/identity/mail/testing.ts'
import { type Answer, ask, openCounts } from '../asking.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  const learners = scene.quick ? 24 : 90
  await using silent = await startSocketServer(() => undefined)
  const { port } = silent
  const environment = { GATEWAY_SMTP_URL: `smtp://127.0.0.1:${port}`, GATEWAY_MAIL_FROM: 'Quint <quint@example.org>', GATEWAY_MAILBOX: 'off' }
  await using mesh = await openMesh(scene, { consumer: false, environment })
  const second = await mesh.anotherGateway()
  const gateways = [mesh.url, `http://127.0.0.1:${second.port}`]
  const counts = openCounts()
  const acknowledged = new Set<string>()
  let slowestMs = 0
  let next = 0
  /** Registers until it is acknowledged: a registration whose answer was lost is there already. */
  const register = async (): Promise<void> => {
    const number = next
    next += 1
    const email = `learner${number}@example.org`
    let answer: Answer | undefined
    while (answer === undefined || ![201, 409].includes(answer.status)) {
      const begun = performance.now()
      answer = await ask(`${gateways[number % 2]}/api/auth/register`, { body: { email, password: 'a long password', displayName: 'Ada' } })
      counts.add(answer)
      if (answer.status === 201) slowestMs = Math.max(slowestMs, performance.now() - begun)
      else await sleep(150)
    }
    acknowledged.add(email)
  }
  const some = async (): Promise<void> => {
    for (let n = 0; n < learners / 3; n += 1) await register()
  }
  const kill = (): void => {
    for (const program of [mesh.gateway, second]) {
      program.kill()
      scene.killed()
    }
  }
  // It takes connections and says nothing; then nothing listens; then it dies in every fifth mail.
  await some()
  kill()
  await silent[Symbol.asyncDispose]()
  await some()
  kill()
  await some()
  let begun = 0
  await using server = await startMailServer({
    port,
    onMailFrom(_address, _session, done) {
      begun += 1
      if (begun % 5 === 0) done(Object.assign(new Error('closing'), { responseCode: 421 }))
      else done()
    },
  })
  await server.arrived(Math.floor(learners / 3))
  kill()
  const by = Date.now() + 180_000
  const arrived = (): Set<string | undefined> => new Set(server.received.map(({ to }) => to[0]))
  const missing = (): string[] => [...acknowledged].filter((email) => !arrived().has(email))
  while (missing().length > 0 && Date.now() < by) await sleep(500)
  const twice = server.received.length - arrived().size
  const names = new Set(server.received.map(({ raw, to }) => `${/^Message-ID: (.*)$/im.exec(raw)?.[1]} ${to[0]}`))
  scene.must(missing().length === 0, `${missing().length} mails of ${acknowledged.size} never arrived`)
  scene.must(names.size === arrived().size, 'a mail that came twice has two names')
  scene.must(slowestMs < 10_000, `a registration took ${Math.round(slowestMs)} ms`)
  scene.must(
    server.received.every(({ to }) => acknowledged.has(to[0] ?? '')),
    'somebody got mail without an account',
  )
  scene.tell(
    `${acknowledged.size} registrations while the mail server hung, was gone and broke off every fifth mail; all mails arrived, ${twice} of them twice under the same Message-ID; the slowest registration took ${Math.round(slowestMs)} ms`,
  )
})
