/** Ways between pods: what the policies of both namespaces say of one. */
import { type Labels, type Manifest, ofKind, type Selector, selects } from '../manifest.ts'

export interface Peer {
  readonly podSelector?: Selector
  readonly namespaceSelector?: Selector
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] }
}

export interface Rule {
  readonly from?: readonly Peer[]
  readonly to?: readonly Peer[]
  readonly ports?: readonly { readonly port?: number | string }[]
}

export interface Policy {
  readonly podSelector: Selector
  readonly policyTypes: readonly string[]
  readonly ingress?: readonly Rule[]
  readonly egress?: readonly Rule[]
}

/** Pods, as policies tell them from others. */
export interface Place {
  readonly namespace: string
  readonly labels: Labels
}

export interface Edge {
  readonly from: Place
  readonly to: Place
  readonly port: number
}

export function allows(manifests: readonly Manifest[], way: 'ingress' | 'egress', { from, to, port }: Edge): boolean {
  const [mine, other] = way === 'egress' ? [from, to] : [to, from]
  return rulesOf(manifests, way, mine)
    .filter((rule) => rule.ports?.some((known) => known.port === port) === true)
    .some((rule) => peersOf(rule).some((peer) => isMeant(peer, other, mine.namespace)))
}

/** Every rule that opens a way of these pods. */
export function rulesOf(manifests: readonly Manifest[], way: 'ingress' | 'egress', { namespace, labels }: Place): readonly Rule[] {
  return ofKind<Policy>(manifests, 'NetworkPolicy')
    .filter(({ metadata, spec }) => metadata.namespace === namespace && selects(spec.podSelector, labels))
    .flatMap(({ spec }) => spec[way] ?? [])
}

export function peersOf({ from = [], to = [] }: Rule): readonly Peer[] {
  return [...from, ...to]
}

function isMeant({ podSelector, namespaceSelector, ipBlock }: Peer, { namespace, labels }: Place, own: string): boolean {
  if (ipBlock !== undefined) return false
  const near = namespaceSelector === undefined ? namespace === own : selects(namespaceSelector, { 'kubernetes.io/metadata.name': namespace })
  return near && selects(podSelector, labels)
}
