/** R19: the disk under PostgreSQL is full: writes are refused clearly, nothing is corrupted, and when there is room again all goes on. */
import path from 'node:path'
import { sleep } from '@quint/runtime/sleep.ts'
import { ask, openCounts } from '../asking.ts'
import { inWords, isClean } from '../audit/verdict.ts'
import { startLoad } from '../load.ts'
import { openMesh } from '../mesh.ts'
import { openPostgres } from '../postgres.ts'
import { play } from '../scene.ts'
import { mountSmallDisk } from '../small-disk.ts'

await play(async (scene) => {
  using disk = mountSmallDisk(path.join(scene.folder, 'disk'), 256)
  await using postgres = await openPostgres(path.join(disk.folder, 'postgres'))
  await using mesh = await openMesh(scene, { postgres })
  await using load = startLoad(mesh, { learners: 4, pauseMs: 5 })
  const full = openCounts()
  for (let time = 0; time < (scene.quick ? 1 : 3); time += 1) {
    const seen = load.sessions()
    while (load.sessions() < seen + 4) await sleep(50)
    disk.fill()
    const before = load.counts.of((status) => status === 503)
    const refusedBy = Date.now() + 60_000
    while (load.counts.of((status) => status === 503) < before + 20 && Date.now() < refusedBy) {
      full.add(await ask(`${mesh.url}/api/elements`))
      await sleep(100)
    }
    scene.must(load.counts.of((status) => status === 503) >= before + 20, `a full disk refuses nothing: ${load.counts.inWords()}`)
    disk.free()
    // Without room for its log PostgreSQL ends itself; whoever runs it starts it again.
    await postgres.start()
  }
  const seen = load.sessions()
  while (load.sessions() < seen + 4) await sleep(50)
  await load.stop()
  const verdict = await mesh.settle()
  const unclear = load.counts.of((status) => status === 500 || status === 0)
  scene.must(unclear === 0, `refusals that are not clear: ${load.counts.inWords()}`)
  scene.must(isClean(verdict), inWords(verdict))
  scene.tell(`answers ${load.counts.inWords()}; ${inWords(verdict)}`)
})
