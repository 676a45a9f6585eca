/** R19: a process may open no more files: connections are refused, its callers get a clear answer, it stays alive, and recovers by itself. */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { sleep } from '@quint/runtime/sleep.ts'
import { ask, openCounts } from '../asking.ts'
import { inWords, isClean } from '../audit/verdict.ts'
import { startLoad } from '../load.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  await using mesh = await openMesh(scene)
  await using load = startLoad(mesh, { learners: 4, pauseMs: 10 })
  const crowd = openCounts()
  for (const name of ['gateway', 'sessions'] as const) {
    const seen = load.sessions()
    while (load.sessions() < seen + 4) await sleep(50)
    const pid = mesh[name].pid()
    limit(pid, readdirSync(`/proc/${pid}/fd`).length)
    for (let round = 0; round < 5; round += 1) {
      const asked = Array.from({ length: 40 }, () => ask(`${mesh.url}/api/elements`, { deadlineMs: 5000, headers: { connection: 'close' } }))
      for (const answer of await Promise.all(asked)) crowd.add(answer)
    }
    limit(pid, 20_000)
    const again = load.sessions()
    while (load.sessions() < again + 4) await sleep(50)
    scene.must(mesh[name].pid() === pid, `${name} ended for want of files`)
  }
  await load.stop()
  const verdict = await mesh.settle()
  scene.must(
    load.counts.of((status) => status === 500) + crowd.of((status) => status === 500) === 0,
    `answers ${load.counts.inWords()}; ${crowd.inWords()}`,
  )
  scene.must(isClean(verdict), inWords(verdict))
  scene.tell(`learners' answers ${load.counts.inWords()}; a crowd's ${crowd.inWords()}; ${inWords(verdict)}`)
})

function limit(pid: number, files: number): void {
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${files}:20000`])
}
