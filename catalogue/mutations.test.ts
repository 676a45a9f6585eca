/** Each mutation of the contracts gets the verdict it is known to deserve, from buf and from our own rules, all in two builds and one comparison. */
import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type Annotation, breakingChanges, breakingConfig, buildImage } from './buf.ts'
import { type Consumer, readConsumers } from './consumers.ts'
import { filesOf, registryOf } from './descriptors.ts'
import { type Register, register } from './events.ts'
import { type Impact, impactOf, mayPass, report } from './impact.ts'
import { type Mutation, mutations } from './mutations.ts'

const proto = path.join(import.meta.dirname, '..', 'proto')
const places: Readonly<Record<Mutation['edits'][number][0], string>> = {
  identity: 'quint/identity/v1/events.proto',
  sessions: 'quint/sessions/v1/events.proto',
  hints: 'quint/hints/v1/events.proto',
  coach: 'quint/coach/v1/coach.proto',
  rpc: 'quint/sessions/v1/sessions.proto',
}
const nameOf = (index: number): string => `m${String(index).padStart(3, '0')}`

/** Whoever reads more later would be hurt as well, which says nothing of the rules. */
const judgedFor: ReadonlySet<string> = new Set(['hints', 'learning-analytics', 'sessions'])

let folder: string
let images: {
  readonly before: ReturnType<typeof byMutation>
  readonly after: ReturnType<typeof byMutation>
  readonly annotations: readonly Annotation[]
  readonly consumers: readonly Consumer[]
}

function byMutation(image: Uint8Array) {
  return Map.groupBy(filesOf(image), ({ name }) => name.split('/')[0])
}

/** Each mutation in a package of its own, so that one run of a tool sees them all; names resolve from the inside out, so references stay. */
async function write(place: string, textOf: (mutation: Mutation, file: string) => Promise<string>): Promise<void> {
  const files = globSync('quint/**/*.proto', { cwd: proto })
  for (const [index, mutation] of mutations.entries()) {
    for (const file of files) {
      const target = path.join(place, 'proto', nameOf(index), file)
      await mkdir(path.dirname(target), { recursive: true })
      const text = await textOf(mutation, file)
      await writeFile(
        target,
        text.replace(/^package /m, `package ${nameOf(index)}.`).replace(/^import "quint\//gm, `import "${nameOf(index)}/quint/`),
      )
    }
  }
  await writeFile(path.join(place, 'buf.yaml'), 'version: v2\nmodules:\n  - path: proto\n')
}

const original = (file: string): Promise<string> => readFile(path.join(proto, file), 'utf8')

async function mutated({ name, edits }: Mutation, file: string): Promise<string> {
  let text = await original(file)
  for (const [, from, to] of edits.filter(([place]) => places[place] === file)) {
    assert.equal(text.split(from).length, 2, `${name}: ${file} has not exactly one ${JSON.stringify(from)}`)
    text = text.replace(from, () => to)
  }
  return text
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'quint-mutations-'))
  await write(path.join(folder, 'before'), (_, file) => original(file))
  await write(path.join(folder, 'after'), mutated)
  await using first = await buildImage(path.join(folder, 'before'))
  await using second = await buildImage(path.join(folder, 'after'))
  const config = await breakingConfig(mutations.map((_, index) => `${nameOf(index)}/`))
  images = {
    before: byMutation(await readFile(first.file)),
    after: byMutation(await readFile(second.file)),
    annotations: await breakingChanges({ before: first.file, after: second.file, config }),
    consumers: (await readConsumers()).filter(({ team }) => judgedFor.has(team)),
  }
})

after(() => rm(folder, { recursive: true, force: true }))

function within(name: string, { topics, events }: Register): Register {
  return { topics, events: events.map((event) => ({ ...event, message: `${name}.${event.message}` })) }
}

function judged(mutation: Mutation): Impact {
  const name = nameOf(mutations.indexOf(mutation))
  return impactOf({
    before: { registry: registryOf(images.before.get(name) ?? []), register: within(name, register) },
    after: { registry: registryOf(images.after.get(name) ?? []), register: within(name, mutation.register(register)) },
    consumers: mutation.consumers(images.consumers),
    annotations: images.annotations.filter((annotation) => new RegExp(`\\b${name}\\b`).test(annotation.path + annotation.message)),
  })
}

for (const mutation of mutations) {
  test(`${mutation.verdict}: ${mutation.name}`, () => {
    const impact = judged(mutation)
    const told = report(impact, [])
    assert.deepEqual({ verdict: impact.verdict, hurts: impact.hurts }, { verdict: mutation.verdict, hurts: mutation.hurts }, told)
    assert.match(told, mutation.says)
    assert.equal(mayPass(impact, []), mutation.verdict === 'free')
    const announced = impact.changes.map(({ id }) => ({ change: id, announced: '2026-01-01', advice: 'none' }))
    assert.equal(mayPass(impact, announced), mutation.verdict === 'free' || mutation.verdict === 'notice')
  })
}

test('the mutations are many, of every verdict, and no two are the same', () => {
  assert.ok(mutations.length >= 40)
  assert.deepEqual([...new Set(mutations.map(({ verdict }) => verdict))].sort(), ['breaking', 'free', 'notice', 'refused'])
  assert.equal(new Set(mutations.map(({ name }) => name)).size, mutations.length)
})

test('every events.proto may retire what nobody reads', async () => {
  const rules = JSON.parse(await breakingConfig()) as { breaking: { ignore_only: Record<string, string[]> } }
  const files = globSync('quint/*/v*/events.proto', { cwd: proto }).sort()
  for (const rule of ['FIELD_NO_DELETE', 'MESSAGE_NO_DELETE']) assert.deepEqual(rules.breaking.ignore_only[rule]?.toSorted(), files)
})
