/** Nodes of the lab on machines that Terraform makes: the same runs as beside the runner, nothing left whatever happens, and any module that keeps to the contract. */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { type LabEvent, type LabRun, type LabVerdict, runLab } from '../../lab/run.ts'
import { openSandbox } from '../../sandbox/open.ts'
import { isThere } from '../../terraform/program.ts'
import type { Place, Wanted } from '../place.ts'
import { endSeat } from './local/end.ts'
import { addressesIn, localModule, rootModule, secretsIn, variablesOf } from './module.ts'
import { isGone, type Mode, type SeatsHouse, seatPlans, seatsHouse } from './testing.ts'

const found = (await isThere('terraform')) ? 'terraform' : (await isThere('tofu')) ? 'tofu' : ''
const missing = found === '' ? 'there is no terraform here' : false
const sandbox = await openSandbox({ bubblewrap: '', warm: 0, idleMs: 1_000, cacheFolder: '' })
const owned = new AsyncDisposableStack()
owned.use(sandbox)
after(() => owned.disposeAsync())

function runOf(workload: 'echo' | 'broadcast', more: Partial<LabRun> = {}): LabRun {
  const source = readFileSync(path.join(import.meta.dirname, `../../lab/programs/javascript/${workload}.js`), 'utf8')
  return { workload, nodes: 2, seconds: 1, rate: 20, faults: [], seed: 1, program: { language: 'javascript', style: 'maelstrom', source }, ...more }
}

interface Playing {
  readonly place: Place
  readonly signal: AbortSignal
  readonly run: LabRun
  readonly each?: (event: LabEvent) => void
}

async function played({ place, signal, run, each }: Playing): Promise<LabVerdict> {
  const placing = { place, log: silentLog, bubblewrap: '', openWithinMs: 90_000, buildWithinMs: 60_000 }
  let last: LabEvent | undefined
  for await (const event of runLab(run, { sandbox, placing, signal })) {
    each?.(event)
    last = event
  }
  assert.ok(last?.kind === 'verdict')
  return last
}

function house(mode: Mode = ''): SeatsHouse {
  const made = owned.use(seatsHouse())
  made.mode(mode)
  return made
}

const wanted = (more: Partial<Wanted> = {}): Wanted => ({ namespace: 'ground1', expiresAt: Date.now() + 600_000, seats: seatPlans(2), ...more })
const slow = { timeout: 120_000 }

// Most of their time is waiting for processes.
describe('seats that Terraform makes', { concurrency: 3 }, () => {
  const rows = [
    { by: 'a program that behaves like it', skip: false, run: runOf('echo', { nodes: 3, seconds: 3, faults: ['kill', 'pause'], seed: 3 }) },
    { by: 'Terraform itself', skip: missing, run: runOf('broadcast', { nodes: 3, seconds: 3, faults: ['partition', 'pause'], seed: 4 }) },
  ] as const
  for (const { by, skip, run } of rows)
    test(`a run there has the verdict of any other, and nothing is left: by ${by}`, { ...slow, skip }, async ({ signal }) => {
      const seats = house()
      const place = seats.place(by === 'Terraform itself' ? { binary: found, module: localModule } : {})
      let there = seats.seats()
      const each = (): void => {
        if (there.length === 0) there = seats.seats()
      }
      const verdict = await played({ place, signal, each, run })
      assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
      assert.deepEqual([there.length, there.every(isGone), await place.left(), readdirSync(seats.folder)], [3, true, [], []])
    })

  test('a machine that is lost is no verdict, but a failure that may pass', slow, async ({ signal }) => {
    const seats = house()
    const place = seats.place()
    let there = seats.seats()
    const each = ({ kind }: LabEvent): void => {
      if (kind !== 'operation' || there.length > 0) return
      there = seats.seats()
      process.kill(Number(there[1]?.process.split(' ')[0]), 'SIGKILL')
    }
    const lost = (error: unknown): boolean =>
      error instanceof Failure && error.code === 'unavailable' && /The machine of n\d was lost/.test(error.message)
    await assert.rejects(played({ place, signal, each, run: runOf('echo', { seconds: 30 }) }), lost)
    assert.deepEqual([there.length, there.every(isGone), await place.left()], [2, true, []])
  })

  const failing: readonly { readonly mode: Mode; readonly words: RegExp }[] = [
    { mode: 'no-room', words: /^Terraform apply failed: Error: there is no room for n1, which was to have …$/ },
    { mode: 'forgets', words: /tells no address of n1/ },
  ]
  for (const { mode, words } of failing)
    test(`what is begun is removed when it fails, without a word of what is secret: ${mode}`, slow, async () => {
      const seats = house(mode)
      const place = seats.place()
      await assert.rejects(place.open(wanted()), (error) => error instanceof Failure && error.code === 'unavailable' && words.test(error.message))
      assert.deepEqual([await place.left(), seats.seats()], [[], []])
    })

  test('one that is given up in the middle, or takes too long, leaves nothing, not even a seat that Terraform does not know of', slow, async () => {
    const seats = house('hangs')
    const place = seats.place()
    const giving = new AbortController()
    const opening = place.open(wanted({ signal: giving.signal }))
    const there = await eventually(() => (seats.seats().length === 1 ? seats.seats() : undefined))
    giving.abort()
    await assert.rejects(opening, { name: 'AbortError' })
    // Who gave up does not wait for it.
    await eventually(async () => (await place.left()).length === 0)
    assert.deepEqual([there.every(isGone), seats.seats()], [true, []])
    await assert.rejects(seats.place({ openMs: 3000 }).open(wanted()), (error) => error instanceof Failure && error.code === 'deadline')
    assert.deepEqual([await place.left(), seats.seats()], [[], []])
  })

  test('what cannot be destroyed is told of, and goes with a later sweep; what is open stays until its time is over', slow, async () => {
    const seats = house()
    const place = seats.place()
    const ground = await place.open(wanted())
    await assert.rejects(place.open(wanted()), (error) => error instanceof Failure && error.code === 'conflict')
    assert.deepEqual(await place.sweep(Date.now()), [])
    const there = seats.seats()
    assert.deepEqual([there.length, there.some(isGone), await place.left()], [2, false, ['ground1']])
    seats.mode('stays')
    await assert.rejects(async () => ground[Symbol.asyncDispose](), /Terraform destroy failed: Error: the cloud does not answer/)
    const why: string[] = []
    const swept = await place.sweep(Date.now(), (error) => why.push(error instanceof Failure ? error.message : ''))
    assert.deepEqual([swept, await place.left(), why], [[], ['ground1'], ['Terraform destroy failed: Error: the cloud does not answer …']])
    // By another process, too, whose own it was not; the whole of it stands in the folder.
    const kept = readFileSync(path.join(seats.folder, 'failed-remove.log'), 'utf8')
    assert.match(kept, /^\S+Z\nground1\nTerraform destroy failed: Error: the cloud does not answer …\nError: the cloud does not answer …\n/)
    seats.mode('')
    assert.deepEqual([await place.sweep(Date.now()), await place.left(), there.every(isGone)], [['ground1'], [], true])
    await using _late = await place.open(wanted({ namespace: 'ground2', expiresAt: Date.now() + 1000 }))
    assert.deepEqual(await place.sweep(Date.now() + 2000), ['ground2'])
    await place.remove('ground2')
    await assert.rejects(place.remove('../ground'), /small letters/)
  })

  test('what a runner that was killed left is destroyed by the next', slow, async () => {
    const seats = house()
    const program = path.join(import.meta.dirname, 'testing-owner.ts')
    const runner = spawn(process.execPath, ['--no-warnings', program, seats.binary, seats.folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(runner.stdout, 'data')
    const there = seats.seats()
    runner.kill('SIGKILL')
    await once(runner, 'exit')
    assert.equal(there.length, 2)
    const place = seats.place()
    assert.deepEqual([await place.left(), await place.sweep(Date.now())], [['killed'], ['killed']])
    assert.deepEqual([there.every(isGone), await place.left()], [true, []])
  })

  test('who gives up does not wait for what lasts, nor does a process that ends: the next takes it up', slow, async () => {
    const seats = house()
    const place = seats.place({ leavingMs: 200 })
    const giving = new AbortController()
    seats.mode('hangs')
    const opening = place.open(wanted({ signal: giving.signal }))
    const ground = path.join(seats.folder, 'quint-seats-ground1')
    await eventually(() => existsSync(path.join(ground, 'terraform.tfstate')))
    const there = seats.seats()
    seats.mode('lasts')
    giving.abort()
    await assert.rejects(opening, { name: 'AbortError' })
    await eventually(() => existsSync(path.join(ground, 'lasting')))
    await place[Symbol.asyncDispose]()
    assert.deepEqual([await place.left(), existsSync(path.join(seats.folder, 'failed-remove.log'))], [['ground1'], false])
    seats.mode('')
    assert.deepEqual([await seats.place().sweep(Date.now()), there.every(isGone)], [['ground1'], true])
  })

  test('Terraform destroys what it had destroyed in part when it was killed, and what never answered', { ...slow, skip: missing }, async () => {
    const seats = house()
    const place = seats.place({ binary: found, module: localModule })
    const ground = await place.open(wanted())
    const [gone, silent] = seats.notes()
    const there = seats.seats()
    assert.ok(gone !== undefined && silent !== undefined)
    const { address: _address, ...unanswered } = JSON.parse(readFileSync(silent, 'utf8')) as Record<string, string>
    writeFileSync(silent, JSON.stringify(unanswered))
    await endSeat(gone)
    await ground[Symbol.asyncDispose]()
    assert.deepEqual([there.length, there.every(isGone), await place.left()], [2, true, []])
  })

  test('what an operator keeps beside the grounds is not swept away, nor what a link there leads to', async () => {
    const seats = house()
    const place = seats.place()
    const names = ['projects', 'lab0123456789', 'quint-seats-UPPER']
    const elsewhere = path.join(seats.folder, '..', 'elsewhere')
    for (const name of [...names.map((one) => path.join(seats.folder, one)), elsewhere]) {
      mkdirSync(name, { recursive: true })
      writeFileSync(path.join(name, 'terraform.tfstate'), '{"seats":{}}')
    }
    symlinkSync(elsewhere, path.join(seats.folder, 'quint-seats-linked'))
    writeFileSync(path.join(seats.folder, 'quint-seats-file'), '')
    assert.deepEqual([await place.left(), await place.sweep(Date.now())], [[], []])
    for (const name of names) assert.ok(existsSync(path.join(seats.folder, name, 'terraform.tfstate')), name)
    assert.ok(existsSync(path.join(elsewhere, 'terraform.tfstate')))
  })

  test("an operator's own module is given its arguments and the environment of its providers, and is applied by Terraform itself", {
    ...slow,
    skip: missing,
  }, async () => {
    const seats = house()
    const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-own-module-'))
    owned.defer(() => rmSync(folder, { recursive: true, force: true }))
    cpSync(path.join(localModule.source, 'main.tf'), path.join(folder, 'main.tf'))
    const told = path.join(folder, 'told')
    writeFileSync(
      path.join(folder, 'own.tf'),
      `variable "size" {
  type = string
}

resource "terraform_data" "own" {
  provisioner "local-exec" {
    command     = "echo \\"$QUINT_OWN $SIZE $IMAGE\\" > ${told}"
    environment = { SIZE = var.size, IMAGE = var.agent.image }
  }
}
`,
    )
    // Terraform would take it for a template.
    const meant = `$${'{small}'}%${'{x'}`
    const module = {
      source: folder,
      variables: { size: meant },
      environment: { ...localModule.environment, QUINT_OWN: 'secret-1' },
      secrets: ['secret-1'],
    }
    const place = seats.place({ binary: found, module, image: 'example/quint@sha256:00' })
    {
      await using ground = await place.open(wanted())
      const said: unknown[] = []
      const line = ground.seats.get('n1')?.begin('seat-load', (message) => said.push(message))
      await eventually(() => said.length > 0)
      line?.end()
      assert.equal(readFileSync(told, 'utf8'), `secret-1 ${meant} example/quint@sha256:00\n`)
    }
    assert.deepEqual([await place.left(), readdirSync(seats.folder)], [[], []])
    // Terraform tells a mistake with the line that it is in.
    const variables = { size: ['secret-2'] }
    const broken = seats.place({ binary: found, module: { ...module, variables, secrets: secretsIn(variables) } })
    await assert.rejects(broken.open(wanted()), /Terraform (?:init|apply) failed: .*string required/)
    const kept = readFileSync(path.join(seats.folder, 'failed-open.log'), 'utf8')
    assert.match(kept, /^\S+Z\nground1\nTerraform (?:init|apply) failed[\s\S]*main\.tf\.json line \d+, in module\.seats:[\s\S]*string required/)
    assert.doesNotMatch(kept, /secret-2/)
    assert.deepEqual(await place.left(), [])
  })
})

test('our module is in the form that Terraform gives it, and valid', { skip: missing }, () => {
  execFileSync(found, ['fmt', '-check', localModule.source], { stdio: 'pipe' })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-tf-valid-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(path.join(folder, 'main.tf.json'), rootModule(localModule, wanted()))
  execFileSync(found, ['init', '-no-color'], { cwd: folder, stdio: 'pipe' })
  assert.match(execFileSync(found, ['validate', '-no-color'], { cwd: folder, stdio: 'pipe', encoding: 'utf8' }), /Success/)
})

test('addresses are those of every seat, and nothing else', () => {
  const told = (value: unknown): string => JSON.stringify({ addresses: { value } })
  const seats = seatPlans(2)
  assert.deepEqual(
    [...addressesIn(told({ n0: '10.0.0.1:7010', n1: '[fd00::1]:7010', n9: 'more:1' }), seats)],
    [
      ['n0', '10.0.0.1:7010'],
      ['n1', '[fd00::1]:7010'],
    ],
  )
  for (const text of [
    '',
    '{}',
    'no JSON',
    told(7),
    told({ n0: 'a:1', n1: 7 }),
    told({ n0: 'a:1', n1: 'a' }),
    told({ n0: 'unix:/tmp/x:1', n1: 'a:1' }),
  ])
    assert.throws(() => addressesIn(text, seats), /tells no addresses/, text)
  assert.throws(() => addressesIn(told({ n0: 'a:1' }), seats), /no address of n1/)
})

test('arguments of an operator are an object that names nothing of ours', () => {
  assert.deepEqual(variablesOf('{ "region": "eu-central-1", "sizes": [1] }'), { region: 'eu-central-1', sizes: [1] })
  for (const text of ['', '[]', '7', '{ "a b": 1 }', '{']) assert.throws(() => variablesOf(text), /must be a JSON object/, text)
  for (const name of ['source', 'agent', 'seats', 'for_each'])
    assert.throws(() => variablesOf(`{ "${name}": 1 }`), new RegExp(`must not name ${name}`))
})
