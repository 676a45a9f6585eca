/** R5: a worker that was frozen for longer than its lease can keep nothing of what it does afterwards. */
import { isDeepStrictEqual } from 'node:util'
import { steps } from '../pipeline/order.ts'
import { openPipeline } from '../pipeline/place.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  await using place = await openPipeline(scene)
  const first = await place.worker('worker 1')
  const frozen = await Promise.all(steps.map(async (step) => ({ step, id: await place.order({ stillAt: { step, place: 'behind' } }) })))
  await place.held(frozen.length)
  first.signal('SIGSTOP')
  scene.killed()
  await using _second = await place.worker('worker 2')
  await place.ended(frozen.map(({ id }) => id))
  await place.letGo()
  first.signal('SIGCONT')
  // It takes new orders again, so whatever it still had in hand has been tried by then.
  const later = await Promise.all(steps.map(() => place.order({})))
  await place.ended(later)
  await first.leave()
  for (const { step, id } of frozen) {
    const { kept, ends } = await place.account(id)
    const by = kept.map((one) => one.attempt)
    scene.must(
      isDeepStrictEqual(
        by,
        steps.map((each) => (each < step ? 1 : 2)),
      ),
      `frozen in step ${step}, kept by ${by.join(', ')}`,
    )
    scene.must(isDeepStrictEqual(ends, ['done']), `frozen in step ${step}, ended ${ends.join(', ')}`)
  }
  scene.tell(`${frozen.length} jobs frozen behind an effect and taken over after the lease: of the late results 0 were kept, each job ended once`)
})
