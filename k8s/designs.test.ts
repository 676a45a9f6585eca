/** What designs become on Kubernetes keeps the same rules as our own manifests, and stays in the namespace of its submission; each rule has been seen to refuse. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blueprintFrom } from '@quint/infra-runner/build/blueprint/read.ts'
import { manifestsOf, toKubernetes } from '@quint/infra-runner/build/derive/kubernetes.ts'
import { packs } from '@quint/infra-runner/build/packs/packs.ts'
import { type Manifest, ofKind, workloads } from './manifest.ts'
import { judgeNetwork } from './policy/network.ts'
import { judgeImages, judgePods } from './policy/pod.ts'
import { judgeSchema } from './render.ts'

const placement = { namespace: 'b0123456789', expires: 'after-the-trial' }

function manifestsFor(draft: unknown): readonly Manifest[] {
  const read = blueprintFrom(draft)
  assert.equal(read.kind, 'read')
  return read.kind === 'read' ? (structuredClone(manifestsOf(read.value, placement)) as unknown as readonly Manifest[]) : []
}

const judge = (manifests: readonly Manifest[]): readonly string[] => [
  ...judgeSchema(manifests),
  ...judgePods(manifests),
  ...judgeImages(manifests),
  ...judgeNetwork(manifests),
]

for (const { id, good, bad } of packs)
  for (const [name, draft] of [['good', good] as const, ['bad', bad] as const])
    test(`the ${name} design of ${id} keeps every rule on Kubernetes`, () => {
      const manifests = manifestsFor(draft)
      assert.deepEqual(judge(manifests), [])
      for (const { kind, metadata } of manifests) assert.equal(kind === 'Namespace' ? metadata.name : metadata.namespace, placement.namespace)
      const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
      assert.equal(new Set(names).size, names.length)
    })

test('a namespace may take what its design needs, and no more', () => {
  const manifests = manifestsFor(packs.find(({ id }) => id === 'url-shortener')?.good)
  const [quota] = ofKind<{ readonly hard: Readonly<Record<string, string>> }>(manifests, 'ResourceQuota')
  const running = workloads(manifests).map(({ manifest }) => (manifest.spec as { readonly replicas: number }).replicas)
  assert.equal(quota?.spec.hard.pods, String(running.reduce((sum, one) => sum + one, 0)))
  assert.equal(quota?.spec.hard['services.loadbalancers'], '0')
})

interface Egress {
  readonly egress: readonly { readonly to: readonly { readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> } }[] }[]
}

test('nobody is reached but along a link', () => {
  const manifests = manifestsFor(packs.find(({ id }) => id === 'url-shortener')?.good)
  const lb = ofKind<Egress>(manifests, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'lb')
  const reached = (lb?.spec.egress.slice(1) ?? []).flatMap(({ to }) =>
    to.map(({ podSelector }) => podSelector.matchLabels['app.kubernetes.io/component']),
  )
  assert.deepEqual(reached, ['api'])
})

test('the same design gives the same bytes', () => {
  const read = blueprintFrom(packs[0]?.good)
  assert.ok(read.kind === 'read')
  assert.equal(toKubernetes(read.value, placement), toKubernetes(structuredClone(read.value), placement))
})

interface Spoilt {
  spec: {
    podSelector?: object
    ingress?: object[]
    template?: { spec: { securityContext: object; containers: { image: string; resources: object }[] } }
  }
}

const spoilers: readonly (readonly [string, RegExp, (manifests: Manifest[]) => void])[] = [
  [
    'a pod that runs as root',
    /may run as root/,
    (all) => change(all, 'Deployment', ({ spec }) => ((spec.template ?? assert.fail()).spec.securityContext = {})),
  ],
  [
    'a container without limits',
    /no limit of memory/,
    (all) => change(all, 'Deployment', ({ spec }) => ((spec.template?.spec.containers[0] ?? assert.fail()).resources = {})),
  ],
  [
    'an image that is not pinned',
    /not pinned/,
    (all) => change(all, 'Deployment', ({ spec }) => ((spec.template?.spec.containers[0] ?? assert.fail()).image = 'design:1')),
  ],
  [
    'a namespace where nothing is denied',
    /nothing denies/,
    (all) =>
      void all.splice(
        all.findIndex(({ metadata }) => metadata.name === 'nothing'),
        1,
      ),
  ],
  [
    'a policy that lets everybody in',
    /names no peer|lets everybody/,
    (all) => change(all, 'NetworkPolicy', ({ spec }) => (spec.ingress = [{ ports: [{ port: 8080 }] }])),
  ],
  [
    'a kind that nobody knows',
    /unknown/,
    (all) => void all.push({ apiVersion: 'x/v1', kind: 'Backdoor', metadata: { name: 'x', namespace: placement.namespace } }),
  ],
]

for (const [name, says, spoil] of spoilers)
  test(`${name} is refused`, () => {
    const manifests = [...manifestsFor(packs.find(({ id }) => id === 'url-shortener')?.good)]
    spoil(manifests)
    assert.match(judge(manifests).join('\n'), says)
  })

function change(manifests: readonly Manifest[], kind: string, how: (manifest: Spoilt) => void): void {
  const found = manifests.find((one) => one.kind === kind)
  assert.ok(found)
  how(found as unknown as Spoilt)
}
