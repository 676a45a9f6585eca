/** R6: what a job had begun is taken back when a provider refuses for good, also when workers are killed meanwhile. */
import { isDeepStrictEqual } from 'node:util'
import { killAtRandom, victimOf } from '../kills.ts'
import { steps } from '../pipeline/order.ts'
import { type Account, openPipeline } from '../pipeline/place.ts'
import { play } from '../scene.ts'

const isUndone = ({ things, ends }: Account): boolean => things.length === 0 && isDeepStrictEqual(ends, ['failed'])

await play(async (scene) => {
  await using place = await openPipeline(scene)
  const worker = await place.worker('worker')
  const refused = await Promise.all(steps.map(async (step) => ({ step, id: await place.order({ refusedAt: step }) })))
  await place.ended(refused.map(({ id }) => id))
  for (const { step, id } of refused) {
    const account = await place.account(id)
    scene.must(isUndone(account), `refused at step ${step}: ${JSON.stringify(account)}`)
    scene.must(account.begun.length === step, `refused at step ${step}, but ${account.begun.length} steps were begun`)
  }
  const many: string[] = []
  const ordering = (async () => {
    for (let job = 0; job < (scene.quick ? 40 : 150); job += 1) many.push(await place.order({ refusedAt: scene.chance.pick([1, 2, 3, 4, 5, 6]) }))
  })()
  const kills = await killAtRandom(scene, { kills: scene.quick ? 3 : 12, victims: [victimOf(worker, 1)], pauseMs: [20, 1500] })
  await ordering
  await place.ended(many)
  const accounts = await Promise.all(many.map((id) => place.account(id)))
  const left = accounts.filter((account) => !isUndone(account))
  scene.must(left.length === 0, `${left.length} jobs left something behind: ${JSON.stringify(left[0])}`)
  scene.tell(`refused at each of ${steps.length} steps: nothing left; ${many.length} more under kills of ${kills}: nothing left, each ended once`)
})
