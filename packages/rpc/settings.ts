/** Settings that every process of the mesh reads: its certificates and how it takes leave. */
import { integer, text, url } from '@quint/runtime/config.ts'

export const meshSettings = {
  MESH_TLS_DIR: text({
    fallback: '',
    purpose: 'folder with tls.crt, tls.key and ca.crt for calls between services, re-read when they change; empty: no TLS',
  }),
  MESH_DRAIN_LEAD_MS: integer({ min: 0, max: 60_000, fallback: '0', purpose: 'at shutdown, how long calls are taken after readiness is off' }),
  MESH_DRAIN_MS: integer({ min: 0, max: 300_000, fallback: '2000', purpose: 'at shutdown, how long calls in hand may take to end' }),
} as const

/** For those that serve calls. */
export const probeSettings = {
  MESH_HEALTH_ADDRESS: text({ fallback: '', purpose: 'host:port that answers probes without TLS; empty: only beside the calls' }),
} as const

/** For those that serve calls of learners: whom they believe. */
export const trustSettings = {
  GATEWAY_JWKS_URL: url({ fallback: 'http://127.0.0.1:8080/.well-known/jwks.json', purpose: "public keys of learners' tokens" }),
  GATEWAY_ISSUER: text({ fallback: 'http://localhost:8080', purpose: "issuer of learners' tokens" }),
  MESH_TRUSTED_KEYS: text({ purpose: 'JWKS with the public keys of all services' }),
} as const
