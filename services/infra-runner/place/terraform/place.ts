/**
 * Grounds that Terraform makes, by whatever module the operator has: a folder each, with the state of what was made. What is begun is destroyed when it fails;
 * what cannot be destroyed keeps its folder and is destroyed by a later sweep.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '@quint/runtime/failure.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type Program, terraform } from '../../terraform/program.ts'
import { type Sealed, sealedUntil } from '../certificate.ts'
import { holdSeats } from '../held-seats.ts'
import type { Ground, Place, SeatPlan, Wanted } from '../place.ts'
import { addressesIn, rootModule, type SeatModule } from './module.ts'

export interface TerraformPlaceOptions {
  /** Terraform, by name or path. */
  readonly binary: string
  /** Of this process alone. What is in it must outlive the process where the seats do; what is not ours there is left alone. */
  readonly folder: string
  readonly module: SeatModule
  /** Of agents; may be empty where the module needs none. */
  readonly image: string
  /** Where providers are kept for machines without a registry; empty: they are fetched. */
  readonly plugins: string
  /** Until all seats are there, ms. */
  readonly openMs: number
  /** Until they are gone, ms. */
  readonly removeMs?: number
  /** How long removals in hand are waited for at the end, ms; what is left then is the next process's. */
  readonly leavingMs?: number
}

const removeMs = 240_000
const leavingMs = 10_000
const agentPort = '7010'
const told = 'terraform.tfvars.json'
const namePattern = /^[a-z][a-z0-9]{0,45}$/
/** Of folders of grounds: what an operator has beside them is never theirs by its name. */
const prefix = 'quint-seats-'
const quietly = ['-no-color', '-input=false', '-auto-approve', '-lock-timeout=20s'] as const

interface State {
  readonly options: TerraformPlaceOptions
  /** Of this process, until they are gone: when they are over. */
  readonly open: Map<string, number>
  /** On their way out. */
  readonly ending: Map<string, Promise<void>>
  /** Ends removals in hand. */
  readonly leaving: AbortController
}

export function terraformPlace(options: TerraformPlaceOptions): Place & AsyncDisposable {
  const state: State = { options, open: new Map(), ending: new Map(), leaving: new AbortController() }
  return {
    kind: 'terraform',
    open: (wanted) => open(wanted, state),
    remove: async (namespace) => await removed(named(namespace), state),
    async sweep(now, stayed = () => undefined) {
      // What nobody has open was left by a process that died, or could not be destroyed before.
      const over = there(state).filter((namespace) => !state.ending.has(namespace) && (state.open.get(namespace) ?? 0) <= now)
      // One that does not go is not the others' business; it is met again by the next sweep.
      const ended = await Promise.allSettled(over.map((namespace) => removed(namespace, state)))
      for (const one of ended) if (one.status === 'rejected') stayed(one.reason)
      return over.filter((_, at) => ended[at]?.status === 'fulfilled')
    },
    left: async () => there(state),
    [Symbol.asyncDispose]: () => left(state),
  }
}

/** Asked to end, Terraform finishes what it is at, and writes its state. */
async function left({ options, ending, leaving }: State): Promise<void> {
  const waited = new AbortController()
  await Promise.race([Promise.allSettled(ending.values()), sleep(options.leavingMs ?? leavingMs, waited.signal)])
  waited.abort()
  leaving.abort(new Failure('unavailable', 'The process ends before the seats do.'))
  await Promise.allSettled(ending.values())
}

/** No links: what is destroyed and removed stands in the folder itself. */
function there({ options: { folder } }: State): readonly string[] {
  const ours = (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []).filter(
    (one) => one.isDirectory() && one.name.startsWith(prefix),
  )
  return ours.map(({ name }) => name.slice(prefix.length)).filter((namespace) => namePattern.test(namespace))
}

function folderOf(namespace: string, { folder }: TerraformPlaceOptions): string {
  return path.resolve(folder, `${prefix}${namespace}`)
}

function named(namespace: string): string {
  if (!namePattern.test(namespace)) throw new Failure('invalid', 'A namespace has small letters and digits.')
  return namespace
}

async function open(wanted: Wanted, state: State): Promise<Ground> {
  const { options } = state
  const { seats, expiresAt, signal } = wanted
  const namespace = named(wanted.namespace)
  signal?.throwIfAborted()
  const deadline = AbortSignal.timeout(options.openMs)
  const given = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  const folder = await folderFor(namespace, options)
  state.open.set(namespace, expiresAt)
  try {
    const sealed = await sealedUntil(expiresAt)
    const token = randomBytes(24).toString('base64url')
    await write(folder, wanted, { options, sealed, token })
    const program = { ...programIn(folder, options), longestMs: options.openMs, signal: given }
    const addresses = await applied(program, seats, options)
    const holder = randomBytes(12).toString('hex')
    const held = await holdSeats(seats, addresses, { token, certificate: sealed.certificate, holder, withinMs: options.openMs, signal: given })
    return {
      namespace,
      seats: held.seats,
      async [Symbol.asyncDispose]() {
        held[Symbol.dispose]()
        await removed(namespace, state)
      },
    }
  } catch (error) {
    // What does not go now is met again by a sweep; why there are no seats is what is told. Who gave up does not wait.
    const removal = removed(namespace, state).catch(() => undefined)
    signal?.throwIfAborted()
    await removal
    const why = deadline.aborted ? new Failure('deadline', 'Terraform did not make the seats in time.', { cause: error }) : error
    await keepWords('open', why, { namespace, folder: options.folder })
    throw why
  }
}

/** The last of their kind, for the operator: a log has no room for what a program says, and a ground that is gone has no folder. */
async function keepWords(verb: 'open' | 'remove', error: unknown, { namespace, folder }: Readonly<Record<'namespace' | 'folder', string>>) {
  const lines: string[] = [new Date().toISOString(), namespace]
  for (let one = error; one instanceof Error; one = one.cause) lines.push(one.message)
  // A disk that is full is told of by whatever else does not go.
  await writeFile(path.join(folder, `failed-${verb}.log`), `${lines.join('\n')}\n`, { mode: 0o600 }).catch(() => undefined)
}

async function applied(program: Program, seats: readonly SeatPlan[], { plugins }: TerraformPlaceOptions): Promise<ReadonlyMap<string, string>> {
  await terraform(['init', '-no-color', '-input=false', ...(plugins === '' ? [] : [`-plugin-dir=${plugins}`])], program)
  await terraform(['apply', ...quietly, `-parallelism=${Math.max(10, seats.length)}`], program)
  return addressesIn(await terraform(['output', '-no-color', '-json'], program), seats)
}

async function folderFor(namespace: string, options: TerraformPlaceOptions): Promise<string> {
  const folder = folderOf(namespace, options)
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  // Made by nobody else: two starts of the same ground are one too many.
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    throw new Failure('conflict', 'This is there already.', { cause: error })
  })
  return folder
}

interface Writing {
  readonly options: TerraformPlaceOptions
  readonly sealed: Sealed
  readonly token: string
}

async function write(folder: string, wanted: Wanted, { options: { module, image, openMs }, sealed, token }: Writing): Promise<void> {
  const environment = {
    AGENT_PORT: agentPort,
    AGENT_TOKEN: token,
    AGENT_CERTIFICATE: sealed.certificate,
    AGENT_KEY: sealed.key,
    // Seats of a runner that died before it came end by themselves.
    AGENT_FIRST_SECONDS: String(Math.min(3600, Math.ceil(openMs / 1000) + 10)),
  }
  await writeFile(path.join(folder, 'main.tf.json'), rootModule(module, wanted), { mode: 0o600 })
  // Destroying asks for it, too.
  await writeFile(path.join(folder, told), JSON.stringify({ agent: { image, environment } }), { mode: 0o600 })
}

function programIn(folder: string, { binary, module }: TerraformPlaceOptions): Program {
  return { binary, folder, environment: module.environment, secrets: [...module.secrets, ...agentSecrets(folder)] }
}

/** Also those of a ground that another process opened. */
function agentSecrets(folder: string): readonly string[] {
  try {
    const { agent } = JSON.parse(readFileSync(path.join(folder, told), 'utf8')) as Given
    const { AGENT_TOKEN: token = '', AGENT_KEY: key = '' } = agent.environment
    // However its lines are put together.
    return [token, ...key.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))]
  } catch {
    // Not written yet, or not whole: Terraform reads no secret there either.
    return []
  }
}

interface Given {
  readonly agent: { readonly environment: Readonly<Record<string, string>> }
}

/** Done once, whoever asks for it. */
function removed(namespace: string, state: State): Promise<void> {
  const { options, open: mine, ending, leaving } = state
  const going =
    ending.get(namespace) ??
    destroyed(namespace, state).catch(async (error: unknown) => {
      if (!leaving.signal.aborted) await keepWords('remove', error, { namespace, folder: options.folder })
      throw error
    })
  const done = going.finally(() => {
    ending.delete(namespace)
    mine.delete(namespace)
  })
  ending.set(namespace, going)
  return done
}

async function destroyed(namespace: string, { options, leaving }: State): Promise<void> {
  const folder = folderOf(namespace, options)
  // Before there is a state nothing was made.
  if (existsSync(path.join(folder, 'terraform.tfstate')))
    await terraform(['destroy', ...quietly], { ...programIn(folder, options), longestMs: options.removeMs ?? removeMs, signal: leaving.signal })
  if (existsSync(folder)) await options.module.tidied?.(folder)
  await rm(folder, { recursive: true, force: true })
}
