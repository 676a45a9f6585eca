/** Runs whose nodes have machines of their own, through the real contract: a machine that is lost is never the learner's fault. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Task } from '../../agent/task.ts'
import { echoTask, memoryPlace } from '../../place/lab-testing.ts'
import type { Place } from '../../place/place.ts'
import { isGone, seatsHouse } from '../../place/terraform/testing.ts'
import { followed, type LabHouse, type Learner, labHouse, wish } from './testing.ts'

const lines = { ...wish, workload: 'echo', style: 'maelstrom', language: 'rust', source: 'fn main() {}', faults: [], nodes: 2, seconds: 1, rate: 20 }

const runsRust = { RUNNER_LAB_PLACE_RUNS: 'rust' }

const echoSource = readFileSync(path.join(import.meta.dirname, '../programs/javascript/echo.js'), 'utf8')

async function orderedAndFollowed(house: LabHouse, learner: Learner) {
  const { run } = await house.call.startLabRun(lines, learner.options)
  const id = run?.id ?? ''
  const seen = await followed(house, learner, id)
  const { run: kept } = await house.call.getLabRun({ runId: id }, learner.options)
  return { ...seen, kept }
}

describe('runs on machines of their own', { concurrency: 4 }, () => {
  test('a run whose machine is lost is done again, on machines that are new, and only that counts', async () => {
    let grounds = 0
    // Of the first ground, nobody lives long.
    const dying: Task = (line) => (grounds > 1 ? echoTask(line) : Promise.race([echoTask(line), rejectedIn(200)]))
    const memory = memoryPlace(dying)
    const labPlace: Place = {
      ...memory,
      open(wanted) {
        grounds += 1
        return memory.open(wanted)
      },
    }
    await using house = await labHouse(undefined, runsRust, { labPlace })
    const learner = await house.learner()
    const { status, verdict, kept } = await orderedAndFollowed(house, learner)
    assert.deepEqual([status, verdict, kept?.attempt, grounds], ['done', 'pass', 2, 2])
    await eventually(async () => (await labPlace.left()).length === 0)
  })

  test('a run whose machines are lost each time says so, in its log and as what failed on our side', async () => {
    const labPlace = memoryPlace((line) => Promise.race([echoTask(line), rejectedIn(500)]))
    await using house = await labHouse(undefined, runsRust, { labPlace })
    const { status, verdict, kept, events } = await orderedAndFollowed(house, await house.learner())
    assert.deepEqual([status, verdict, kept?.error], ['failed', '', 'unavailable'])
    assert.ok(events.some((event) => event.kind === 'log' && event.text.includes('its disk is full')))
  })

  test('a verdict does not wait until the machines are gone; the service that ends does', async () => {
    const gone = Promise.withResolvers<void>()
    const memory = memoryPlace(echoTask)
    const labPlace: Place = {
      ...memory,
      async open(wanted) {
        const ground = await memory.open(wanted)
        const remove = async (): Promise<void> => {
          await gone.promise
          await ground[Symbol.asyncDispose]()
        }
        return { ...ground, [Symbol.asyncDispose]: remove }
      },
    }
    await using house = await labHouse(undefined, runsRust, { labPlace })
    const { status, verdict } = await orderedAndFollowed(house, await house.learner())
    assert.deepEqual([status, verdict, (await labPlace.left()).length], ['done', 'pass', 1])
    setTimeout(gone.resolve, 100)
    await house[Symbol.asyncDispose]()
    assert.deepEqual(await labPlace.left(), [])
  })

  test('without machines a run is tried again, then ends as what failed on our side', async () => {
    let asked = 0
    let swept = 0
    const labPlace: Place = {
      ...memoryPlace(echoTask),
      async sweep() {
        swept += 1
        return ['lab0123456789']
      },
      open() {
        asked += 1
        return Promise.reject(new Failure('exhausted', 'The cluster has no room for it.'))
      },
    }
    await using house = await labHouse(undefined, runsRust, { labPlace })
    const learner = await house.learner()
    assert.equal((await house.call.getLabLesson({ slug: 'echo' })).placesNodes, true)
    const { status, verdict, kept } = await orderedAndFollowed(house, learner)
    assert.deepEqual([status, verdict, kept?.error, asked], ['failed', '', 'unavailable', 3])
    assert.ok(swept > 0)
  })

  test('a place that the settings do not say enough of, or that is not there, is refused at the start', async () => {
    await assert.rejects(labHouse(undefined, { RUNNER_LAB_PLACE: 'kubernetes' }), /RUNNER_PLACE_IMAGE must name an image by its digest/)
    const settings = { RUNNER_LAB_PLACE: 'terraform', RUNNER_LAB_TERRAFORM: '/no/such/terraform' }
    await assert.rejects(labHouse(undefined, settings), /RUNNER_LAB_TERRAFORM must be a terraform or tofu that works/)
  })

  test('by settings alone, nodes run on machines that Terraform makes', async () => {
    using seats = seatsHouse()
    const settings = { RUNNER_LAB_PLACE: 'terraform', RUNNER_LAB_TERRAFORM: seats.binary, RUNNER_LAB_TERRAFORM_DIR: seats.folder }
    await using house = await labHouse(undefined, settings)
    const learner = await house.learner()
    assert.equal((await house.call.getLabLesson({ slug: 'echo' })).placesNodes, true)
    const { run } = await house.call.startLabRun({ ...lines, language: 'javascript', source: echoSource }, learner.options)
    const there = await eventually(() => (seats.seats().length === lines.nodes ? seats.seats() : undefined))
    assert.equal((await followed(house, learner, run?.id ?? '')).verdict, 'pass')
    await eventually(() => there.every(isGone) && seats.seats().length === 0)
  })

  test('machines run what their operator says, which is told before anybody chooses; anything else is refused', async () => {
    const labPlace = memoryPlace(echoTask)
    await using house = await labHouse(undefined, { RUNNER_LAB_PLACE_RUNS: 'javascript, go' }, { labPlace })
    const learner = await house.learner()
    const { placesNodes, placedRuns } = await house.call.getLabLesson({ slug: 'echo' })
    assert.deepEqual([placesNodes, placedRuns], [true, ['javascript', 'go']])
    for (const asked of [lines, { ...lines, language: 'go', style: 'grpc' }])
      await assert.rejects(house.call.startLabRun(asked, learner.options), /nothing here that could run it/)
    const { run } = await house.call.startLabRun({ ...lines, language: 'go' }, learner.options)
    assert.equal((await followed(house, learner, run?.id ?? '')).verdict, 'pass')
    await assert.rejects(labHouse(undefined, { RUNNER_LAB_PLACE_RUNS: 'pyhton' }, { labPlace }), /may hold javascript, .* not pyhton/)
  })

  test('nodes that run beside the runner are known to, and what nothing there can run is refused', async () => {
    await using house = await labHouse()
    const learner = await house.learner()
    assert.equal((await house.call.getLabLesson({ slug: 'echo' })).placesNodes, false)
    await assert.rejects(house.call.startLabRun(lines, learner.options), (error) => error instanceof Failure && error.code === 'invalid')
  })
})

function rejectedIn(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(reject, ms, new Error('its disk is full')))
}
