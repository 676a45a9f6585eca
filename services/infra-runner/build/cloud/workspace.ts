/** Terraform in a folder of one deployment: planned, applied, destroyed, and its state kept beside it as it grows. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '@quint/runtime/failure.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type Program, terraform } from '../../terraform/program.ts'
import type { Made, Outputs } from './cloud-store.ts'
import type { CloudPlace } from './place.ts'

export interface Workspace {
  readonly place: CloudPlace
  readonly folder: string
  readonly program: Program
}

export interface Opening {
  readonly id: string
  readonly stateFile: Buffer | null
  readonly locks: string
  readonly signal: AbortSignal
}

const stateName = 'terraform.tfstate'
const lockName = '.terraform.lock.hcl'
/** Another command may still be ending: it is waited for. */
const quietly = ['-no-color', '-input=false', '-lock-timeout=20s'] as const

/** Begun anew, with the newest state that anybody kept. */
export async function openWorkspace(place: CloudPlace, { id, stateFile, locks, signal }: Opening): Promise<Workspace> {
  const folder = path.resolve(place.folder, id)
  const state = newest(stateFile, await foundState(folder))
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (state !== null) await writeFile(path.join(folder, stateName), state, { mode: 0o600 })
  if (locks !== '') await writeFile(path.join(folder, lockName), locks)
  const { binary, environment, secrets, limits } = place
  return { place, folder, program: { binary, folder, environment, secrets, signal, longestMs: limits.longestMs, graceMs: limits.graceMs } }
}

export function closeWorkspace(place: CloudPlace, id: string): Promise<void> {
  return rm(path.resolve(place.folder, id), { recursive: true, force: true })
}

/** @returns what Terraform wrote, where it is newer than what is kept. */
export async function unkeptState(place: CloudPlace, { id, stateFile }: Pick<Opening, 'id' | 'stateFile'>): Promise<Buffer | undefined> {
  const found = await foundState(path.resolve(place.folder, id))
  return found !== null && newest(stateFile, found) === found ? found : undefined
}

function foundState(folder: string): Promise<Buffer | null> {
  return readFile(path.join(folder, stateName)).catch(() => null)
}

/** A runner that was killed may have written more than it kept. */
function newest(kept: Buffer | null, found: Buffer | null): Buffer | null {
  const [a, b] = [serialOf(kept), serialOf(found)]
  if (b === undefined) return kept
  if (a === undefined) return found
  return a.lineage === b.lineage && b.serial > a.serial ? found : kept
}

function serialOf(state: Buffer | null): { readonly serial: number; readonly lineage: string } | undefined {
  if (state === null) return undefined
  try {
    const { serial, lineage } = JSON.parse(state.toString('utf8')) as { readonly serial?: unknown; readonly lineage?: unknown }
    return typeof serial === 'number' && typeof lineage === 'string' ? { serial, lineage } : undefined
  } catch {
    return undefined
  }
}

export async function writeVariables({ folder }: Workspace, variables: Readonly<Record<string, unknown>>): Promise<void> {
  await writeFile(path.join(folder, 'terraform.tfvars.json'), JSON.stringify(variables), { mode: 0o600 })
}

export async function writeModule({ folder }: Workspace, module: string): Promise<void> {
  await writeFile(path.join(folder, 'main.tf.json'), module)
}

export async function init({ place: { plugins }, program }: Workspace): Promise<void> {
  await terraform(['init', '-no-color', '-input=false', ...(plugins === '' ? [] : [`-plugin-dir=${plugins}`])], program)
}

export interface Plan {
  readonly bytes: Buffer
  readonly digest: string
  readonly text: string
  readonly makes: readonly Made[]
  readonly locks: string
}

const longestText = 400_000

/** @throws where it would do anything but make what is not there. */
export async function plan(workspace: Workspace): Promise<Plan> {
  const { folder, program } = workspace
  await init(workspace)
  await terraform(['plan', ...quietly, '-out=plan'], program)
  const bytes = await readFile(path.join(folder, 'plan')).catch(() => {
    throw new Failure('unavailable', 'Terraform planned, and there is no plan.')
  })
  const text = await terraform(['show', '-no-color', 'plan'], program)
  const makes = madeBy(await terraform(['show', '-json', 'plan'], program))
  const locks = await readFile(path.join(folder, lockName), 'utf8').catch(() => '')
  return { bytes, digest: digestOf(bytes), text: text.slice(0, longestText), makes, locks }
}

export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

interface Change {
  readonly type?: unknown
  readonly name?: unknown
  readonly change?: { readonly actions?: readonly string[] }
}

function madeBy(text: string): readonly Made[] {
  const { resource_changes: changes } = json(text) as { readonly resource_changes?: readonly Change[] }
  if (!Array.isArray(changes)) throw garbled()
  return (changes as readonly Change[]).map(({ type, name, change }) => {
    if (typeof type !== 'string' || typeof name !== 'string') throw garbled()
    if (change?.actions?.join() !== 'create') throw new Failure('conflict', `The plan would not only make: ${type}.${name}.`)
    return { kind: type, name }
  })
}

/** Exactly the plan that was saved; `kept` hears of the state whenever it grows. */
export async function apply(workspace: Workspace, bytes: Buffer, kept: (state: Buffer) => Promise<void>): Promise<Outputs> {
  const { folder, program } = workspace
  await init(workspace)
  await writeFile(path.join(folder, 'plan'), bytes, { mode: 0o600 })
  await mirrored(workspace, kept, () => terraform(['apply', ...quietly, 'plan'], program))
  const [entry, token] = [await outputOf(workspace, 'entry_address'), (await outputOf(workspace, 'token')) ?? '']
  if (typeof entry !== 'string' || (entry !== '' && !URL.canParse(entry)) || typeof token !== 'string') throw garbled()
  return { entry, token }
}

export interface Settling {
  readonly kept: (state: Buffer) => Promise<void>
  /** Whether the cloud is asked first what has become of what the state knows. */
  readonly refresh?: boolean
}

/** What the module says now is what is there afterwards: with no resource in it, nothing. */
export async function settle(workspace: Workspace, module: string, { kept, refresh = true }: Settling): Promise<void> {
  const { program } = workspace
  await writeModule(workspace, module)
  await mirrored(workspace, kept, () => terraform(['apply', ...quietly, '-auto-approve', `-refresh=${refresh}`], program))
}

export async function outputOf({ program }: Workspace, name: string): Promise<unknown> {
  const outputs = json(await terraform(['output', '-no-color', '-json'], program)) as Readonly<Record<string, { readonly value?: unknown }>>
  return outputs[name]?.value
}

/** @returns false where there is no such thing. */
export async function adopt({ program }: Workspace, address: string, id: string): Promise<boolean> {
  try {
    await terraform(['import', ...quietly, address, id], program)
    return true
  } catch (error) {
    if (error instanceof Failure && /non-existent|not found|does not exist|couldn't find|NotFound|NoSuch/i.test(error.message)) return false
    throw error
  }
}

interface Resource {
  readonly mode?: string
  readonly instances?: readonly { readonly attributes?: { readonly arn?: unknown; readonly id?: unknown } }[]
}

/** What the state says is there: how many resources, and which of them have an ARN. */
export async function held({ folder }: Workspace): Promise<{ readonly count: number; readonly arns: readonly string[] }> {
  const state = await readFile(path.join(folder, stateName), 'utf8').catch(() => '')
  const { resources = [] } = (state === '' ? {} : json(state)) as { readonly resources?: readonly Resource[] }
  const managed = resources.filter(({ mode }) => mode === 'managed')
  // Some are known by an ARN of their own, others have it for their id.
  const attributes = managed.flatMap(({ instances = [] }) => instances.flatMap((one) => [one.attributes?.arn, one.attributes?.id]))
  const arns = attributes.filter((one): one is string => typeof one === 'string' && one.startsWith('arn:'))
  return { count: managed.length, arns }
}

const lookEveryMs = 250

/** Terraform writes its state after each thing that it makes; a machine that is lost loses no more than what was just being made. */
async function mirrored(workspace: Workspace, kept: (state: Buffer) => Promise<void>, work: () => Promise<unknown>): Promise<void> {
  const file = path.join(workspace.folder, stateName)
  const over = new AbortController()
  let seen = 0
  const look = async (): Promise<void> => {
    const { mtimeMs = 0 } = (await stat(file).catch(() => undefined)) ?? {}
    if (mtimeMs === seen) return
    const state = await readFile(file)
    // In the middle of being written it is no state.
    if (serialOf(state) === undefined) return
    seen = mtimeMs
    await kept(state)
  }
  const watch = async (): Promise<void> => {
    while (!over.signal.aborted) {
      // What cannot be kept now is kept with the next look; the last one has to succeed.
      await look().catch(() => undefined)
      await sleep(lookEveryMs, over.signal)
    }
  }
  const watching = watch()
  try {
    await work()
  } finally {
    over.abort()
    await watching
    await look()
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw garbled()
  }
}

function garbled(): Failure {
  return new Failure('unavailable', 'Terraform said what nobody can read.')
}
