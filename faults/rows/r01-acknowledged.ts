/** R1: learners at work while any service and PostgreSQL are killed at random points. */
import { inWords, isClean } from '../audit/verdict.ts'
import { killAtRandom, meshVictims, postgresVictim } from '../kills.ts'
import { startLoad } from '../load.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  await using mesh = await openMesh(scene)
  await using load = startLoad(mesh, { learners: 6, pauseMs: 20 })
  const killed = await killAtRandom(scene, {
    kills: scene.quick ? 16 : 90,
    victims: [...meshVictims(mesh, { gateway: 2, sessions: 3, hints: 2, runner: 1, consumer: 1 }), postgresVictim(mesh.postgres, 2)],
    pauseMs: [100, 1000],
  })
  await load.stop()
  const verdict = await mesh.settle()
  scene.must(isClean(verdict), inWords(verdict))
  scene.must(load.sessions() >= 6, `only ${load.sessions()} sessions were ended`)
  scene.tell(`killed: ${killed}; ${load.sessions()} sessions; answers ${load.counts.inWords()}; ${inWords(verdict)}`)
})
