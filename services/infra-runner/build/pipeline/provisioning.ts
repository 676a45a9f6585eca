/** Where this service deploys designs: a Postgres of their own, begun when the first one needs it, and the ledger of what was started. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { startPostgres } from '@quint/db/embedded.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { type Log, silentLog } from '@quint/runtime/log.ts'
import type { Place } from '../../place/place.ts'
import { isThere } from '../../terraform/program.ts'
import { entries } from '../local/ledger.ts'
import { localProvisioner } from '../local/provisioner.ts'
import type { Provisioner } from '../provisioner.ts'
import { terraformProvisioner } from '../terraform/provisioner.ts'

export interface Provisioning extends AsyncDisposable {
  /** Begins it where it was not yet; a failure is tried again by the next who asks. */
  open(): Promise<Provisioner>
  /** Removes what is over or has no owner; begins nothing where there is nothing. */
  sweep(now: number): Promise<readonly string[]>
}

export interface ProvisioningOptions {
  readonly folder: string
  /** A superuser of a Postgres that holds nothing else; empty: one is started in the folder. */
  readonly databaseUrl: string
  /** Name or path of Terraform; absent, off, or not there: what it would have done is done without it. */
  readonly terraform?: string
  /** Where processes run; absent: on this machine. Needs a database. */
  readonly openPlace?: (() => Promise<Place & Disposable>) | undefined
  readonly log?: Log
}

export function openProvisioning({ folder, databaseUrl, terraform = 'off', openPlace, log = silentLog }: ProvisioningOptions): Provisioning {
  const owned = new AsyncDisposableStack()
  const ledger = path.join(folder, 'ledger')
  let opening: Promise<Provisioner> | undefined
  const begin = async (): Promise<Provisioner> => {
    const adminUrl = databaseUrl === '' ? owned.use(await startPostgres(path.join(folder, 'postgres'), { durable: false })).adminUrl : databaseUrl
    const local = openPlace === undefined ? localProvisioner({ folder: ledger, adminUrl }) : await onPlace(adminUrl, owned.use(await openPlace()))
    if (terraform === 'off') return local
    if (await isThere(terraform)) return terraformProvisioner({ binary: terraform, folder: path.join(folder, 'terraform'), local })
    log.warn('designs are applied without Terraform: it is not there')
    return local
  }
  const open = (): Promise<Provisioner> => {
    opening ??= begin().catch((error: unknown) => {
      opening = undefined
      throw new Failure('unavailable', 'Designs cannot be deployed here now.', { cause: error })
    })
    return opening
  }
  return {
    open,
    async sweep(now) {
      // What others left in a cluster is known to the cluster alone.
      const begun = opening !== undefined || openPlace !== undefined || (existsSync(ledger) && entries(ledger).length > 0)
      return begun ? await (await open()).sweep(now) : []
    },
    async [Symbol.asyncDispose]() {
      await opening?.catch(() => undefined)
      await owned.disposeAsync()
    },
  }
}

async function onPlace(adminUrl: string, place: Place): Promise<Provisioner> {
  const { placeProvisioner } = await import('../place-provisioner.ts')
  return placeProvisioner({ place, adminUrl })
}
