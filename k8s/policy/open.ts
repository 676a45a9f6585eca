/** Ways inside the cluster that are not sealed: each is argued here, and no other is allowed. */
import { type Manifest, workloads } from '../manifest.ts'

/**
 * What passes on them, and why it may pass in the open. All of them stay in the cluster, between two kinds of pods that policies name at both ends;
 * that nobody on the wire reads or changes it is the part of the network, which encrypts between nodes (WireGuard in Cilium or Calico).
 */
const argued: Readonly<Record<string, string>> = {
  GATEWAY_JWKS_URL:
    'public keys: there is nothing to hide, but whoever changes them on the way is believed. Only pods of the gateway may answer, and every call ' +
    'that bears a token comes by mutual TLS from a service that proves its own name by a key that is not fetched: forged tokens need both',
  WEB_URL:
    'pages hold nothing personal, and the tokens in the cookies of who asks for one are blanked before they are passed on (gateway/http/proxy.ts). ' +
    'Next cannot prove a name or ask for one, and only pods of the gateway reach it',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'traces and log lines, which hold no answer, address, token or code (packages/telemetry)',
}

export function judgeOpenWays(manifests: readonly Manifest[]): readonly string[] {
  return workloads(manifests).flatMap(({ name, namespace, pod }) =>
    namespace === 'observability'
      ? []
      : pod.containers
          .flatMap(({ env }) => env ?? [])
          .filter(({ name: variable, value }) => /^http:\/\/(?!localhost)/.test(value ?? '') && !Object.hasOwn(argued, variable))
          .map((variable) => `${name}: ${variable.name} is a way in the open for which nothing is argued`),
  )
}
