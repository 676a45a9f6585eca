/** Deployments by Terraform: its plan is made and applied, applying has the local provisioner start the processes, and destroying has them ended. */
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { Failure } from '@quint/runtime/failure.ts'
import { type Program, terraform } from '../../terraform/program.ts'
import type { LocalPlan } from '../derive/local-plan.ts'
import { localModule } from '../derive/terraform-local.ts'
import type { Deployment, Placed, Provisioner } from '../provisioner.ts'

export interface TerraformOptions {
  readonly binary: string
  /** Where its plans and states are, a folder for each deployment; of this process alone. */
  readonly folder: string
  /** Who starts and ends the processes. */
  readonly local: Provisioner
}

export function terraformProvisioner(options: TerraformOptions): Provisioner {
  const { local, folder } = options
  const open = new Set<string>()
  const stale = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []).filter((namespace) => !open.has(namespace))
  const tidied = (namespace: string): Promise<void> => rm(path.join(folder, namespace), { recursive: true, force: true })
  return {
    async deploy(plan, placed) {
      open.add(placed.namespace)
      try {
        const deployment = await deploy(plan, placed, options)
        return {
          ...deployment,
          async [Symbol.asyncDispose]() {
            await deployment[Symbol.asyncDispose]()
            open.delete(placed.namespace)
          },
        }
      } catch (error) {
        open.delete(placed.namespace)
        throw error
      }
    },
    async remove(namespace) {
      await local.remove(namespace)
      if (isName.test(namespace)) await tidied(namespace)
    },
    async sweep(now) {
      const over = await local.sweep(now)
      for (const namespace of [...over, ...stale()]) await tidied(namespace)
      return over
    },
    async left() {
      return [...(await local.left()), ...stale().map((namespace) => `terraform ${namespace}`)]
    },
  }
}

const isName = /^[a-z0-9]{1,63}$/

const client = path.join(import.meta.dirname, 'client.ts')

async function deploy(plan: LocalPlan, placed: Placed, { binary, local, folder: all }: TerraformOptions): Promise<Deployment> {
  const { namespace, expiresAt, signal } = placed
  await using owned = new AsyncDisposableStack()
  if (!isName.test(namespace)) throw new Failure('invalid', 'A namespace has small letters and digits.')
  const folder = path.resolve(all, namespace)
  // Made by nobody else: two starts of the same deployment are one too many.
  await mkdir(all, { recursive: true })
  await mkdir(folder).catch((error: unknown) => {
    throw new Failure('conflict', 'It is being deployed already.', { cause: error })
  })
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const outputs = path.join(folder, 'outputs')
  await mkdir(outputs)
  let deployment: Deployment | undefined
  owned.defer(async () => await deployment?.[Symbol.asyncDispose]())
  const socket = socketIn(folder)
  owned.use(
    await listening(socket, async (wish) => {
      if (wish.namespace !== namespace) throw new Failure('forbidden', 'That is another deployment.')
      if (wish.verb === 'destroy') return await ended()
      deployment = await local.deploy(plan, placed)
      await writeFile(path.join(outputs, `${path.basename(wish.id)}.json`), JSON.stringify({ entryPorts: deployment.entryPorts }))
    }),
  )
  const ended = async (): Promise<void> => {
    const going = deployment
    deployment = undefined
    await going?.[Symbol.asyncDispose]()
  }
  const environment = { QUINT_NODE: process.execPath, QUINT_PROVISIONER: client, QUINT_SOCKET: path.basename(socket), TF_VAR_outputs: outputs }
  const program: Program = { binary, folder, environment }
  const within = signal === undefined ? program : { ...program, signal }
  await writeFile(path.join(folder, 'main.tf.json'), JSON.stringify(localModule(plan, { namespace, expires: new Date(expiresAt).toISOString() })))
  await terraform(['init', '-no-color'], within)
  await terraform(['plan', '-no-color', '-out=plan'], within)
  await terraform(['apply', '-no-color', 'plan'], within)
  const ports = portsIn(await terraform(['output', '-no-color', '-json'], within))
  // What was asked for has been started, or applying would have failed.
  if (deployment === undefined) throw new Failure('unavailable', 'Terraform applied the plan and started nothing.')
  const rest = owned.move()
  return {
    ...deployment,
    entryPorts: ports,
    async [Symbol.asyncDispose]() {
      // Whatever becomes of it, the processes end: what is left when it fails is ended below.
      await using _rest = rest
      await terraform(['destroy', '-no-color', '-auto-approve'], program).catch(() => undefined)
    },
  }
}

/** A socket's name is short: from here, where that is shorter. */
function socketIn(folder: string): string {
  const whole = path.join(folder, 'wish')
  const near = path.relative('', whole)
  const name = near.length < whole.length ? near : whole
  if (name.length > 100) throw new Failure('unavailable', 'The folder of designs has too long a name for Terraform.')
  return name
}

function portsIn(text: string): readonly number[] {
  const { entry_ports: ports } = JSON.parse(text) as { readonly entry_ports?: { readonly value: unknown } }
  const value = ports?.value
  if (!Array.isArray(value) || !value.every((port): port is number => Number.isInteger(port)))
    throw new Failure('unavailable', 'Terraform told no ports.')
  return value
}

interface Wish {
  readonly verb: string
  readonly namespace: string
  /** Of the resource. */
  readonly id: string
}

const longestWish = 4096

async function listening(socket: string, grant: (wish: Wish) => Promise<void>): Promise<AsyncDisposable> {
  const server = createServer((peer) => answer(peer, grant))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve))
  return { [Symbol.asyncDispose]: () => closed(server) }
}

function answer(peer: Socket, grant: (wish: Wish) => Promise<void>): void {
  let heard = ''
  peer.setEncoding('utf8')
  peer.on('error', () => peer.destroy())
  peer.on('data', (piece: string) => {
    heard += piece
    if (heard.length > longestWish) peer.destroy()
    else if (heard.endsWith('\n')) {
      granted(heard, grant).then(
        () => peer.end('ok'),
        (error: unknown) => peer.end(error instanceof Error ? error.message.slice(0, 500) : 'it failed'),
      )
    }
  })
}

async function granted(heard: string, grant: (wish: Wish) => Promise<void>): Promise<void> {
  await grant(JSON.parse(heard) as Wish)
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
