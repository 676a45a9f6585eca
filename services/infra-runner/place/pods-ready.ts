/**
 * Waits for pods by what the API server says of them: until all are ready, or one says that it never will be. Not by an informer of
 * @kubernetes/client-node: it stops at the first 429, cannot be stopped before its watch is answered, and waits up to 30 s to begin again.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '@quint/runtime/failure.ts'
import { type ApiObject, type ApiServer, type Change, Refused } from './api-server.ts'

interface Waiting {
  readonly api: ApiServer
  readonly signal: AbortSignal
}

interface PodStatus {
  readonly phase?: string
  readonly podIP?: string
  readonly reason?: string
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }[]
  readonly containerStatuses?: readonly { readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string } } }[]
}

/** Not what comes right by waiting: the first try of an image may fail. */
const never: Readonly<Record<string, string>> = {
  ImagePullBackOff: 'The image of the agents cannot be pulled.',
  InvalidImageName: 'The image of the agents cannot be pulled.',
  ErrImageNeverPull: 'The image of the agents cannot be pulled.',
  CreateContainerConfigError: 'A seat cannot be set up.',
  CreateContainerError: 'A seat cannot be set up.',
  RunContainerError: 'The agent cannot be started.',
}
const restMs = 250

/** @returns addresses by name. */
export async function podsReady(path: string, names: ReadonlySet<string>, { api, signal }: Waiting): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, PodStatus>()
  const addresses = (): ReadonlyMap<string, string> =>
    new Map([...known].flatMap(([name, status]) => (isReady(status) ? [[name, status.podIP ?? '']] : [])))
  const all = (): boolean => [...names].every((name) => isReady(known.get(name)))
  const learn = ({ metadata: { name = '' } = {}, status }: ApiObject, isGone = false): void => {
    if (!names.has(name)) return
    if (isGone) throw takenAway()
    const said = (status ?? {}) as PodStatus
    known.set(name, said)
    judge(said)
  }
  const learnAll = (pods: readonly ApiObject[]): void => {
    const there = new Set(pods.map(({ metadata }) => metadata?.name))
    // One that went while nobody looked.
    if ([...known.keys()].some((name) => !there.has(name))) throw takenAway()
    for (const pod of pods) learn(pod)
  }
  try {
    for (let version = ''; ; ) {
      if (version === '') version = await listed(path, { api, signal, learnAll })
      if (all()) return addresses()
      version = await followed(path, version, { api, signal, learn, all })
      if (all()) return addresses()
      await pause(restMs, undefined, { signal })
    }
  } catch (error) {
    throw signal.aborted ? (late([...known.values()]) ?? error) : error
  }
}

const takenAway = (): Failure => new Failure('unavailable', 'A seat was taken away while it was made.')

interface Listing extends Waiting {
  readonly learnAll: (pods: readonly ApiObject[]) => void
}

async function listed(path: string, { api, signal, learnAll }: Listing): Promise<string> {
  const list = await api.call('GET', path, { signal })
  learnAll(list.items ?? [])
  return list.metadata?.resourceVersion ?? '0'
}

interface Following extends Waiting {
  readonly learn: (pod: ApiObject, isGone?: boolean) => void
  readonly all: () => boolean
}

/** @returns the version to go on from; empty: what happened since is not known any more. */
async function followed(path: string, from: string, { api, signal, learn, all }: Following): Promise<string> {
  let version = from
  try {
    for await (const { type, object } of api.watch(path, version, signal)) {
      if (type === 'ERROR') return afterError(object, version)
      version = object.metadata?.resourceVersion ?? version
      if (type !== 'BOOKMARK') learn(object, type === 'DELETED')
      if (all()) return version
    }
    return version
  } catch (error) {
    if (signal.aborted || error instanceof Failure) throw error
    // A watch that broke is begun again where it was.
    return error instanceof Refused ? afterRefusal(error) : version
  }
}

const gone = 410

function afterError({ code }: Change['object'], version: string): string {
  return code === gone ? '' : version
}

function afterRefusal(error: Refused): string {
  if (error.status === gone) return ''
  throw error
}

function isReady(status: PodStatus | undefined): boolean {
  return status?.podIP !== undefined && status.conditions?.some(({ type, status: so }) => type === 'Ready' && so === 'True') === true
}

function judge({ phase, containerStatuses = [] }: PodStatus): void {
  if (phase === 'Failed' || phase === 'Succeeded') throw new Failure('unavailable', 'An agent ended while its seat was made.')
  for (const { state } of containerStatuses) {
    const words = never[state?.waiting?.reason ?? '']
    if (words !== undefined) throw new Failure('unavailable', words)
  }
}

/** What was still missing when the time was over. */
function late(known: readonly PodStatus[]): Failure | undefined {
  const unplaced = known.flatMap(({ conditions = [] }) => conditions.filter(({ type, status }) => type === 'PodScheduled' && status === 'False'))
  const [first] = unplaced
  if (first === undefined) return undefined
  return new Failure('exhausted', 'No node of the cluster has room for it.', { cause: new Error(first.message ?? first.reason ?? '') })
}
