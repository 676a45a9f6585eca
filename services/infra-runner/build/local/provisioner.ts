/** Deployments on this machine: processes over simulated zones, wires between all of them, a schema in the shared database; nothing is left of any. */
import path from 'node:path'
import type { LocalPlan } from '../derive/local-plan.ts'
import type { Deployment, Placed, Provisioner } from '../provisioner.ts'
import { checkPlan, deployOn } from './deploy.ts'
import { abandoned, addProcess, closeEntry, entries, living, openEntry } from './ledger.ts'
import { loopback } from './listening.ts'
import { addressOf, dropNamespace, namespacesIn, roleOf } from './schema-store.ts'
import { startProcess } from './started.ts'
import type { Hosting } from './supervise.ts'

export interface LocalOptions {
  /** The ledger; one for each database. */
  readonly folder: string
  /** A superuser of the Postgres that deployments share, and nothing else. */
  readonly adminUrl: string
  /** After so long a process that ended is started again, ms. */
  readonly restartMs?: number
}

/** As an orchestrator waits before it starts something again. */
export const restartMs = 1500

export function localProvisioner(options: LocalOptions): Provisioner {
  return {
    deploy: (plan, placed) => deploy(plan, placed, options),
    remove: (namespace) => remove(options, namespace),
    async sweep(now) {
      const known = new Set(entries(options.folder).map(({ namespace }) => namespace))
      const orphaned = (await namespacesIn(options.adminUrl)).filter((namespace) => !known.has(namespace))
      const over = [...abandoned(options.folder, now).map(({ namespace }) => namespace), ...new Set(orphaned)]
      for (const namespace of over) await remove(options, namespace)
      return over
    },
    async left() {
      const listed = entries(options.folder).map(({ namespace }) => `ledger ${namespace}`)
      const running = entries(options.folder).flatMap(({ namespace }) => living(options.folder, namespace).map((pid) => `process ${pid}`))
      return [...listed, ...running, ...new Set((await namespacesIn(options.adminUrl)).map((name) => `schema ${name}`))]
    },
  }
}

async function remove({ folder, adminUrl }: LocalOptions, namespace: string): Promise<void> {
  for (const pid of living(folder, namespace)) process.kill(pid, 'SIGKILL')
  await dropNamespace(adminUrl, namespace)
  closeEntry(folder, namespace)
}

async function deploy(plan: LocalPlan, { namespace, expiresAt, signal }: Placed, options: LocalOptions): Promise<Deployment> {
  const { folder, adminUrl } = options
  checkPlan(plan)
  roleOf(namespace)
  openEntry(folder, { namespace, expiresAt })
  await using owned = new AsyncDisposableStack()
  owned.defer(() => remove(options, namespace))
  const deployment = owned.use(
    await deployOn(plan, {
      namespace,
      adminUrl,
      hosting: hosting(options, namespace),
      folder: path.join(folder, namespace),
      restartMs: options.restartMs ?? restartMs,
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  const rest = owned.move()
  return { ...deployment, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

/** All of it on this machine, at ports that the system picks. */
function hosting({ folder, adminUrl }: LocalOptions, namespace: string): Hosting {
  const cacheFolder = path.join(folder, '.compiled')
  return {
    begin() {
      const process = startProcess(cacheFolder)
      addProcess(folder, namespace, process.pid)
      return process
    },
    at: () => ({ host: loopback, port: 0 }),
    database: addressOf(adminUrl),
  }
}
