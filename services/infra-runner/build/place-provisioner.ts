/** Deployments on any place: a seat for each process and one for the wires, a schema in the database of designs, and nothing of either afterwards. */
import { Failure } from '@quint/runtime/failure.ts'
import { firstPort, lastPort } from '../place/objects.ts'
import type { Ground, Place, Seat } from '../place/place.ts'
import { followLoads } from '../place/seat-loads.ts'
import { seatsOf, wiresSeat } from './derive/kubernetes.ts'
import type { LocalPlan } from './derive/local-plan.ts'
import { processors } from './load/processors.ts'
import { seatFolder, startAtSeat } from './local/at-seat.ts'
import { checkPlan, deployOn } from './local/deploy.ts'
import { restartMs } from './local/provisioner.ts'
import { addressOf, dropNamespace, namespacesIn, roleOf } from './local/schema-store.ts'
import type { Hosting } from './local/supervise.ts'
import type { Deployment, Placed, Provisioner } from './provisioner.ts'

export interface PlaceOptions {
  readonly place: Place
  /** A superuser of a Postgres that holds nothing but deployments; its host is the same for this process and for seats. */
  readonly adminUrl: string
  /** After so long a process that ended is started again, ms. */
  readonly restartMs?: number
}

/**
 * A schema is there only while its ground is: it is made after it and removed before it, so that one without a ground is an orphan, whoever made it. Runners
 * share a place and its database.
 */
export function placeProvisioner(options: PlaceOptions): Provisioner {
  const { place, adminUrl } = options
  return {
    deploy: (plan, placed) => deploy(plan, placed, options),
    remove: (namespace) => remove(options, namespace),
    async sweep(now) {
      const over = new Set(await place.sweep(now))
      const schemas = await namespacesIn(adminUrl)
      const grounds = await groundsOf(place)
      for (const name of schemas) if (!grounds.has(name)) over.add(name)
      for (const name of over) if (schemas.includes(name)) await dropNamespace(adminUrl, name)
      return [...over]
    },
    async left() {
      return [...(await place.left()), ...new Set((await namespacesIn(adminUrl)).map((name) => `schema ${name}`))]
    },
  }
}

async function groundsOf(place: Place): Promise<ReadonlySet<string>> {
  return new Set((await place.left()).map((one) => one.split(' ')[0] ?? ''))
}

async function remove({ place, adminUrl }: PlaceOptions, namespace: string): Promise<void> {
  await dropNamespace(adminUrl, namespace)
  await place.remove(namespace)
}

async function deploy(plan: LocalPlan, { namespace, expiresAt, signal }: Placed, options: PlaceOptions): Promise<Deployment> {
  const { place, adminUrl } = options
  checkPlan(plan)
  roleOf(namespace)
  if (plan.wires.length > lastPort - firstPort + 1) throw new Failure('exhausted', 'This design has too many ways between its processes.')
  const given = signal === undefined ? {} : { signal }
  await using owned = new AsyncDisposableStack()
  const ground = owned.use(await place.open({ namespace, expiresAt, seats: seatsOf(plan), ...given }))
  owned.defer(() => dropNamespace(adminUrl, namespace))
  const around = { namespace, adminUrl, folder: seatFolder(), restartMs: options.restartMs ?? restartMs, ...given }
  const deployment = owned.use(await deployOn(plan, { ...around, hosting: hosting(ground, adminUrl) }))
  const seats = followLoads(ground)
  const rest = owned.move()
  return { ...deployment, processors: () => fullest(processors(), seats()), [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

/** Traffic is made on this machine, whatever runs on others. */
function fullest(mine: () => number, theirs: () => number): () => number {
  return () => Math.max(mine(), theirs())
}

function hosting({ seats }: Ground, adminUrl: string): Hosting {
  const seatOf = (id: string): Seat => {
    const seat = seats.get(id)
    if (seat === undefined) throw new Failure('unavailable', 'There is no seat for a process.')
    return seat
  }
  return {
    begin: (id = wiresSeat) => startAtSeat(seatOf(id)),
    at: (id = wiresSeat) => ({ host: seatOf(id).host, port: firstPort }),
    database: addressOf(adminUrl),
  }
}
