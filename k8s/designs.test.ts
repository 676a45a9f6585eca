/** What designs become on Kubernetes keeps the same rules as our own manifests, and stays in the namespace of its submission; each rule has been seen to refuse. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blueprintFrom } from '@quint/infra-runner/build/blueprint/read.ts'
import { designPrefix, manifestsOf, toKubernetes } from '@quint/infra-runner/build/derive/kubernetes.ts'
import { packs } from '@quint/infra-runner/build/packs/packs.ts'
import { type Manifest, ofKind, workloads } from './manifest.ts'
import { judgeLearnersCode } from './policy/learners-code.ts'
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
      for (const { kind, metadata } of manifests)
        assert.equal(kind === 'Namespace' ? metadata.name : metadata.namespace, designPrefix + placement.namespace)
      const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
      assert.equal(new Set(names).size, names.length)
    })

test('a namespace may take what its design needs, and no more', () => {
  const manifests = manifestsFor(packs.find(({ id }) => id === 'url-shortener')?.good)
  const [quota] = ofKind<{ readonly hard: Readonly<Record<string, string>> }>(manifests, 'ResourceQuota')
  assert.equal(quota?.spec.hard.pods, String(workloads(manifests).length))
  assert.ok(workloads(manifests).length > 5)
  assert.equal(quota?.spec.hard['services.loadbalancers'], '0')
})

interface Egress {
  readonly egress?: readonly { readonly to: readonly { readonly podSelector?: { readonly matchLabels: Readonly<Record<string, string>> } }[] }[]
}

test('a process reaches the wires and nobody else, and only the wires reach the database', () => {
  const manifests = manifestsFor(packs.find(({ id }) => id === 'url-shortener')?.good)
  const reached = ofKind<Egress>(manifests, 'NetworkPolicy').flatMap(({ metadata, spec }) =>
    metadata.name === 'nothing' || metadata.name === 'seat-wires'
      ? []
      : (spec.egress ?? []).flatMap(({ to }) => to.map(({ podSelector }) => podSelector?.matchLabels['app.kubernetes.io/component'])),
  )
  assert.deepEqual([...new Set(reached)], ['wires'])
  const wires = ofKind<Egress>(manifests, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'seat-wires')
  assert.ok(wires?.spec.egress?.some(({ to }) => to.some(({ podSelector }) => podSelector?.matchLabels['quint.dev/holds-designs'] === 'true')))
})

test('what learners wrote runs in a runtime class of its own, on nodes that are kept for it', () => {
  const pack = packs.find(({ id }) => id === 'url-shortener')
  assert.ok(pack)
  const handler = 'function handle({ body }) { return { body } }'
  const operations = (pack.good.operations ?? []).map((one) => (one.id === 'createLink' ? { ...one, handler } : one))
  const manifests = manifestsFor({ ...pack.good, operations })
  const running = workloads(manifests).filter(({ labels }) => labels['quint.dev/runs-learners-code'] === 'true')
  assert.deepEqual(running.map(({ name }) => name).toSorted(), ['api-1', 'api-2', 'api-3', 'api-4'])
  assert.deepEqual(judgeLearnersCode(manifests), [])
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
    securityContext?: object
    containers?: { image: string; resources: object }[]
  }
}

const spoilers: readonly (readonly [string, RegExp, (manifests: Manifest[]) => void])[] = [
  ['a pod that runs as root', /may run as root/, (all) => change(all, 'Pod', ({ spec }) => (spec.securityContext = {}))],
  [
    'a container without limits',
    /no limit of memory/,
    (all) => change(all, 'Pod', ({ spec }) => ((spec.containers?.[0] ?? assert.fail()).resources = {})),
  ],
  [
    'an image that is not pinned',
    /not pinned/,
    (all) => change(all, 'Pod', ({ spec }) => ((spec.containers?.[0] ?? assert.fail()).image = 'design:1')),
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
    (all) => void all.push({ apiVersion: 'x/v1', kind: 'Backdoor', metadata: { name: 'x', namespace: designPrefix + placement.namespace } }),
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
