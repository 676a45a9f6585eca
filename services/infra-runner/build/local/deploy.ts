/** A deployment wherever its processes are: the tables in a schema of their own, the processes started and wired. What is left of it is its provisioner's business. */
import { randomBytes } from 'node:crypto'
import { Failure } from '@quint/runtime/failure.ts'
import { ddlOf } from '../derive/ddl.ts'
import { type LocalPlan, mostConnections, mostProcesses } from '../derive/local-plan.ts'
import type { Deployment } from '../provisioner.ts'
import { countRows, createNamespace, roleOf } from './schema-store.ts'
import { type Hosting, supervise } from './supervise.ts'

export interface Deploying {
  readonly namespace: string
  readonly adminUrl: string
  readonly hosting: Hosting
  /** Where processes keep what outlives them. */
  readonly folder: string
  readonly restartMs: number
  readonly signal?: AbortSignal
}

/** @throws before anything of it is begun. */
export function checkPlan({ processes, entry }: LocalPlan): void {
  if (processes.length > mostProcesses) throw new Failure('exhausted', `At most ${mostProcesses} processes are started for one design.`)
  if (entry.length === 0) throw new Failure('invalid', 'There is no component that clients could enter by.')
}

export async function deployOn(plan: LocalPlan, { namespace, adminUrl, ...around }: Deploying): Promise<Deployment> {
  const user = roleOf(namespace)
  const password = randomBytes(18).toString('base64url')
  const token = randomBytes(18).toString('base64url')
  const connections = mostConnections(plan)
  const database = await createNamespace(adminUrl, { name: namespace, password, connections, ddl: ddlOf(plan.tables) })
  around.signal?.throwIfAborted()
  const running = await supervise(plan, { ...around, login: { user, password, database }, token, adminUrl, namespace, connections })
  return { namespace, token, ...running, rowsWith: (wanted) => countRows(adminUrl, namespace, wanted) }
}
