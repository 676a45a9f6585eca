/** A cluster for tests: an API server that speaks the real protocol over TLS, and a node that really starts what pods say. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { agentName, sealedUntil } from '@quint/infra-runner/place/certificate.ts'
import { outside, type Refusal, type RoleRule, refusalOf, unauthorized } from './admission.ts'
import { type Node, startNode } from './kubelet.ts'
import { confinedTo } from './rules.ts'
import { openStore, type Store, type Stored, type Where } from './store.ts'

export interface Cluster extends AsyncDisposable {
  readonly store: Store
  readonly node: Node
  /** As kubectl has it, to be written to a file. */
  readonly kubeconfig: string
  /** What is done to calls. */
  trouble: Trouble
  /** Ends every watch in the middle, as a server that is restarted does. */
  cutWatches(): number
  readonly calls: () => readonly string[]
}

export interface Trouble {
  /** Not answered at all. */
  readonly hangs?: (verb: string, path: string) => boolean
  readonly refuses?: (verb: string, path: string) => Refusal | undefined
  /** Done, and then not answered. */
  readonly swallows?: (verb: string, path: string) => boolean
  /** How long a namespace takes to go, ms. */
  readonly finishMs?: number
}

interface Way {
  readonly group: string
  readonly where: Where
  readonly name: string | undefined
}

const token = 'the token of a service account'
const groups: Readonly<Record<string, string>> = { networkpolicies: 'networking.k8s.io' }

/** /api/v1/namespaces/n/pods/p and /apis/networking.k8s.io/v1/… */
function wayOf(pathname: string): Way | undefined {
  const [, group = '', rest = ''] = /^\/(?:api|apis\/([a-z0-9.]+))\/v1\/(.+)$/.exec(pathname) ?? []
  const parts = rest.split('/')
  if (rest === '' || parts.length > 4) return undefined
  const [first = '', namespace = '', resource, name] = parts
  const way: Way =
    first === 'namespaces' && resource !== undefined
      ? { group, where: { resource, namespace }, name }
      : { group, where: { resource: first }, name: namespace === '' ? undefined : namespace }
  return (groups[way.where.resource] ?? '') === group ? way : undefined
}

interface Open {
  readonly store: Store
  readonly rules: readonly RoleRule[]
  readonly confined: readonly string[]
  readonly watches: Set<ServerResponse>
  readonly trouble: () => Trouble
}

/** @param rules what the runner may do, and @param confined how names of namespaces begin that it may change: those of the manifests. */
export async function startCluster(rules: readonly RoleRule[], confined: readonly string[] = confinedTo()): Promise<Cluster> {
  const store = openStore()
  const node = startNode(store)
  const watches = new Set<ServerResponse>()
  const calls: string[] = []
  const sealed = await sealedUntil(Date.now())
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request
    calls.push(`${method} ${url}`)
    if (cluster.trouble.hangs?.(method, url) === true) return
    const refusal = request.headers.authorization === `Bearer ${token}` ? cluster.trouble.refuses?.(method, url) : unauthenticated
    if (refusal === undefined) await serve(request, response, { store, rules, confined, watches, trouble: () => cluster.trouble })
    else refuse(response, refusal)
  }
  const server = createTlsServer({ cert: sealed.certificate, key: sealed.key }, (request, response) => {
    handle(request, response).catch((error: unknown) => refuse(response, { status: 500, reason: 'InternalError', message: String(error) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { readonly port: number }
  const cluster: Cluster = {
    store,
    node,
    trouble: {},
    kubeconfig: kubeconfig(port, sealed.certificate),
    calls: () => calls,
    cutWatches() {
      const many = watches.size
      for (const watch of watches) watch.destroy()
      return many
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await node[Symbol.asyncDispose]()
    },
  }
  return cluster
}

const unauthenticated: Refusal = { status: 401, reason: 'Unauthorized', message: 'Unauthorized' }

function kubeconfig(port: number, certificate: string): string {
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    'certificate-authority-data': Buffer.from(certificate).toString('base64'),
    'tls-server-name': agentName,
  }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'runner', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'runner' } }],
    'current-context': 'test',
  })
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  const { status, body } = no(refusal)
  answer(response, status, body)
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const verbs: Readonly<Record<string, string>> = { POST: 'create', DELETE: 'delete' }

async function serve(request: IncomingMessage, response: ServerResponse, open: Open): Promise<void> {
  const { method = 'GET', url = '/' } = request
  const { pathname, searchParams } = new URL(url, 'https://cluster')
  const way = wayOf(pathname)
  if (way === undefined) {
    refuse(response, { status: 404, reason: 'NotFound', message: `the server could not find ${pathname}` })
    return
  }
  const reading = ['1', 'true'].includes(searchParams.get('watch') ?? '') ? 'watch' : way.name === undefined ? 'list' : 'get'
  const verb = verbs[method] ?? reading
  const no = unauthorized(open.rules, { verb, group: way.group, resource: way.where.resource, namespace: way.where.namespace ?? '' })
  if (no !== undefined) {
    refuse(response, no)
    return
  }
  const text = await textOf(request)
  if (verb === 'watch') {
    watch(way, searchParams, { open, response })
    return
  }
  const { status, body } = done(verb, way, { open, text, query: searchParams })
  if (open.trouble().swallows?.(method, url) !== true) answer(response, status, body)
}

interface Doing {
  readonly open: Open
  readonly text: string
  readonly query: URLSearchParams
}

interface Reply {
  readonly status: number
  readonly body: object
}

function done(verb: string, way: Way, { open, text, query }: Doing): Reply {
  if (verb === 'create') return create(way, JSON.parse(text) as Stored, open)
  if (verb === 'delete') return remove(way, open)
  if (verb === 'list') return { status: 200, body: listed(way, query, open.store) }
  const found = open.store.get(way.where, way.name ?? '')
  return found === undefined ? notFound(way) : { status: 200, body: found }
}

const notFound = ({ where, name }: Way): Reply => no({ status: 404, reason: 'NotFound', message: `${where.resource} "${name}" not found` })

function no(refusal: Refusal): Reply {
  return { status: refusal.status, body: { kind: 'Status', ...refusal, status: 'Failure', code: refusal.status } }
}

function create({ where: { resource, namespace } }: Way, given: Stored, { store, confined }: Open): Reply {
  const placed = { ...given, metadata: { ...given.metadata, ...(namespace === undefined ? {} : { namespace }) } }
  const refusal = outside(confined, namespace ?? given.metadata.name) ?? refusalOf(store, resource, placed)
  if (refusal !== undefined) return no(refusal)
  const metadata = { ...placed.metadata, creationTimestamp: new Date().toISOString() }
  return { status: 201, body: store.put(resource, { ...placed, metadata, status: { phase: resource === 'namespaces' ? 'Active' : 'Pending' } }) }
}

const held = ['pods', 'secrets', 'serviceaccounts', 'resourcequotas', 'limitranges', 'networkpolicies']

/** A namespace goes when what is in it has gone. */
function remove(way: Way, { store, confined, trouble }: Open): Reply {
  const refusal = outside(confined, way.where.namespace ?? way.name ?? '')
  if (refusal !== undefined) return no(refusal)
  const found = store.get(way.where, way.name ?? '')
  if (found === undefined) return notFound(way)
  if (found.metadata.deletionTimestamp !== undefined) return no({ status: 409, reason: 'Conflict', message: 'it is being removed' })
  const { name } = found.metadata
  const metadata = { ...found.metadata, deletionTimestamp: new Date().toISOString() }
  const body = store.put('namespaces', { ...found, metadata, status: { phase: 'Terminating' } })
  setTimeout(() => {
    for (const resource of held)
      for (const object of store.list({ resource, namespace: name })) store.remove({ resource, namespace: name }, object.metadata.name)
  }, 1)
  setTimeout(() => store.remove({ resource: 'namespaces' }, name), trouble().finishMs ?? 50).unref()
  return { status: 200, body }
}

function chosen(selector: string | null): (object: Stored) => boolean {
  const wanted = (selector ?? '').split(',').filter(Boolean)
  return ({ metadata }) =>
    wanted.every((one) => {
      const [label = '', value] = one.split('=')
      return metadata.labels?.[label] === value
    })
}

function listed({ where }: Way, query: URLSearchParams, store: Store): object {
  const items = store.list(where).filter(chosen(query.get('labelSelector')))
  return { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: String(store.version()) }, items }
}

const bookmarkMs = 200

function watch({ where }: Way, query: URLSearchParams, { open, response }: { readonly open: Open; readonly response: ServerResponse }): void {
  const { store, watches } = open
  const from = Number(query.get('resourceVersion') ?? 0)
  const fits = chosen(query.get('labelSelector'))
  const tell = (type: string, object: object): void => void response.write(`${JSON.stringify({ type, object })}\n`)
  response.writeHead(200, { 'content-type': 'application/json' })
  response.flushHeaders()
  if (from < store.oldest()) {
    tell('ERROR', { kind: 'Status', status: 'Failure', reason: 'Expired', code: 410, message: `too old resource version: ${from}` })
    response.end()
    return
  }
  const show = ({ type, resource, object }: ReturnType<Store['since']>[number]): void => {
    const here = resource === where.resource && (where.namespace === undefined || object.metadata.namespace === where.namespace)
    if (here && fits(object)) tell(type, object)
  }
  for (const happened of store.since(from)) show(happened)
  const stop = store.onChange(show)
  const bookmarks = setInterval(() => tell('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: String(store.version()) } }), bookmarkMs)
  const end = setTimeout(() => response.end(), Number(query.get('timeoutSeconds') ?? 60) * 1000)
  watches.add(response)
  response.on('close', () => {
    stop()
    clearInterval(bookmarks)
    clearTimeout(end)
    watches.delete(response)
  })
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
