/** R16: two gateways behind a balancer are exchanged one after the other under load: no request fails, no event is lost. */
import { sleep } from '@quint/runtime/sleep.ts'
import { startBalancer } from '../../gateway/testing-balancer.ts'
import { inWords, isClean } from '../audit/verdict.ts'
import { startLoad } from '../load.ts'
import { openMesh } from '../mesh.ts'
import type { Program } from '../program.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  await using front = await startBalancer()
  const environment = { MESH_DRAIN_LEAD_MS: '1500', MESH_DRAIN_MS: '20000' }
  await using mesh = await openMesh(scene, { publicUrl: front.url, environment })
  const first = { ...mesh.gateway, port: Number(mesh.environment.GATEWAY_PORT) }
  const join = async (port: number): Promise<void> => {
    front.members.set(port, false)
    while (front.members.get(port) !== true) await sleep(20)
  }
  await join(first.port)
  const old: (Program & { readonly port: number })[] = [first, await mesh.anotherGateway()]
  await join(old[1]?.port ?? 0)
  await using load = startLoad(mesh, { learners: 6, pauseMs: 10 })
  while (load.sessions() < 3) await sleep(50)
  const rounds = scene.quick ? 2 : 6
  for (let round = 0; round < rounds; round += 1) {
    const fresh = await mesh.anotherGateway()
    await join(fresh.port)
    const leaving = old.shift()
    old.push(fresh)
    if (leaving === undefined) continue
    const seen = load.sessions()
    const code = await leaving.leave()
    front.members.delete(leaving.port)
    scene.must(code === 0, `a gateway that was asked to end ended with ${code}`)
    while (load.sessions() === seen) await sleep(20)
  }
  await load.stop()
  const verdict = await mesh.settle()
  const failed = load.counts.of((status) => status < 200 || status >= 300)
  scene.must(failed === 0, `${failed} requests failed: ${load.counts.inWords()}`)
  scene.must(isClean(verdict), inWords(verdict))
  scene.tell(`${rounds} gateways exchanged: ${load.counts.of(() => true)} requests, ${failed} failed; ${inWords(verdict)}`)
})
