/** R19: the clock of a process jumps ahead and back (libfaketime, its own process only): requests are answered or clearly refused, and when the clock is right again all is well. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { sleep } from '@quint/runtime/sleep.ts'
import { ask, openCounts } from '../asking.ts'
import { inWords, isClean } from '../audit/verdict.ts'
import { fakeClock } from '../fake-clock.ts'
import { signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

const jumps = ['+1h', '-1h', '+30d'] as const

await play(async (scene) => {
  const library = fakeClock()
  const clockOf = (program: string): string => path.join(scene.folder, `clock-of-${program}`)
  const programs = ['gateway', 'sessions', 'hints'] as const
  const set = (program: string, offset: string): void => writeFileSync(clockOf(program), `${offset}\n`)
  for (const program of [...programs, 'consumer']) set(program, '+0')
  await using mesh = await openMesh(scene, {
    environmentOf: (program) => ({
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clockOf(program),
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }),
  })
  const counts = openCounts()
  const calm = openCounts()
  const signal = AbortSignal.timeout(300_000)
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts: calm, signal })
  const chosen = scene.quick ? jumps.slice(0, 2) : jumps
  for (const program of programs)
    for (const jump of chosen) {
      set(program, jump)
      for (let n = 0; n < 8; n += 1) {
        const token = learner.token()
        counts.add(await ask(`${mesh.url}/api/user/dashboard`, { token }))
        counts.add(await ask(`${mesh.url}/api/session/start`, { token, body: { algorithm: { title: 'Two Sum' } } }))
        counts.add(await ask(`${mesh.url}/api/auth/login`, { body: { email: 'learner1@example.org', password: 'a long password' } }))
        await sleep(50)
      }
      set(program, '+0')
      // Signs in again where its token was refused.
      const sessionId = await learner.startSession()
      await learner.answer(sessionId, 0)
    }
  const verdict = await mesh.settle()
  const unclear = counts.of((status) => status === 0 || status === 500)
  scene.must(unclear === 0, `answers that are not clear: ${counts.inWords()}`)
  scene.must(isClean(verdict), inWords(verdict))
  scene.tell(
    `${programs.length * chosen.length} jumps (${chosen.join(', ')} of each service): ${counts.inWords()} meanwhile, all well afterwards; ${inWords(verdict)}`,
  )
})
