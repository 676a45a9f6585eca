/** R4: a job goes on behind its last kept step, wherever its worker was killed, and every step is kept once. */
import { isDeepStrictEqual } from 'node:util'
import { killAtRandom, victimOf } from '../kills.ts'
import { steps } from '../pipeline/order.ts'
import { type Account, openPipeline } from '../pipeline/place.ts'
import { play } from '../scene.ts'

function isWhole({ kept, things, ends }: Account): boolean {
  const once = kept.map(({ step }) => step)
  return isDeepStrictEqual(once, steps) && isDeepStrictEqual(things, steps) && isDeepStrictEqual(ends, ['done'])
}

await play(async (scene) => {
  await using place = await openPipeline(scene)
  const worker = await place.worker('worker')
  const places = steps.flatMap((step) => (['before', 'behind'] as const).map((where) => ({ step, place: where })))
  const held = await Promise.all(places.map(async (stillAt) => ({ stillAt, id: await place.order({ stillAt }) })))
  await place.held(held.length)
  worker.kill()
  scene.killed()
  await place.ended(held.map(({ id }) => id))
  for (const { id, stillAt } of held) {
    const account = await place.account(id)
    scene.must(isWhole(account), `killed ${stillAt.place} the effect of step ${stillAt.step}: ${JSON.stringify(account)}`)
    const before = account.begun.filter(({ step }) => step < stillAt.step)
    scene.must(before.length === stillAt.step - 1, `a step that was kept was done again: ${JSON.stringify(before)}`)
    const again = account.begun.filter(({ step }) => step === stillAt.step).map(({ attempt }) => attempt)
    scene.must(isDeepStrictEqual(again, [1, 2]), `step ${stillAt.step} was tried by ${again.join(', ')}`)
  }
  const many: string[] = []
  const ordering = (async () => {
    for (let job = 0; job < (scene.quick ? 40 : 150); job += 1) many.push(await place.order({}))
  })()
  const kills = await killAtRandom(scene, { kills: scene.quick ? 3 : 12, victims: [victimOf(worker, 1)], pauseMs: [20, 1500] })
  await ordering
  await place.ended(many)
  const accounts = await Promise.all(many.map((id) => place.account(id)))
  const broken = accounts.filter((account) => !isWhole(account))
  scene.must(broken.length === 0, `${broken.length} jobs are not whole: ${JSON.stringify(broken[0])}`)
  scene.tell(
    `killed before and behind the effect of each of ${steps.length} steps: each went on there; ${many.length} jobs under kills of ${kills}: each step kept once`,
  )
})
