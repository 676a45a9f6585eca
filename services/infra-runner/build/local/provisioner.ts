/** Deployments on this machine: processes over simulated zones, wires between all of them, a schema in the shared database; nothing is left of any. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Failure } from '@quint/runtime/failure.ts'
import { ddlOf } from '../derive/ddl.ts'
import { type LocalPlan, mostProcesses } from '../derive/local-plan.ts'
import type { Deployment, Placed, Provisioner } from '../provisioner.ts'
import { abandoned, addProcess, closeEntry, entries, living, openEntry } from './ledger.ts'
import { countRows, createNamespace, dropNamespace, namespacesIn, roleOf } from './schema-store.ts'
import { supervise } from './supervise.ts'

export interface LocalOptions {
  /** The ledger; one for each database. */
  readonly folder: string
  /** A superuser of the Postgres that deployments share, and nothing else. */
  readonly adminUrl: string
  /** After so long a process that ended is started again, ms. */
  readonly restartMs?: number
}

const restartMs = 1500

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
  if (plan.processes.length > mostProcesses) throw new Failure('exhausted', `At most ${mostProcesses} processes are started for one design.`)
  if (plan.entry.length === 0) throw new Failure('invalid', 'There is no component that clients could enter by.')
  const user = roleOf(namespace)
  openEntry(folder, { namespace, expiresAt })
  await using owned = new AsyncDisposableStack()
  owned.defer(() => remove(options, namespace))
  const password = randomBytes(18).toString('base64url')
  const token = randomBytes(18).toString('base64url')
  const connections = Math.max(5, ...plan.databases.map((one) => one.connections))
  const database = await createNamespace(adminUrl, { name: namespace, password, connections, ddl: ddlOf(plan.tables) })
  signal?.throwIfAborted()
  const running = owned.use(
    await supervise(plan, {
      login: { user, password, database },
      token,
      adminUrl,
      namespace,
      connections,
      cacheFolder: path.join(folder, '.compiled'),
      folder: path.join(folder, namespace),
      restartMs: options.restartMs ?? restartMs,
      started: (pid) => addProcess(folder, namespace, pid),
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  const rest = owned.move()
  return {
    namespace,
    token,
    ...running,
    rowsWith: (wanted) => countRows(adminUrl, namespace, wanted),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}
