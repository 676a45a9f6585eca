/** How every service of the mesh serves its calls: whom it believes, when it is ready and how it takes leave, out of its settings. */
import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { serviceVerifier } from '@quint/auth/service.ts'
import type { ServeOptions } from './server.ts'

export interface ServingConfig {
  readonly MESH_TRUSTED_KEYS: string
  readonly GATEWAY_ISSUER: string
  readonly GATEWAY_JWKS_URL: string
  readonly MESH_HEALTH_ADDRESS: string
  readonly MESH_DRAIN_LEAD_MS: number
  readonly MESH_DRAIN_MS: number
}

export type ServingParts = Required<Pick<ServeOptions, 'listen' | 'log' | 'ready'>> &
  Pick<ServeOptions, 'tls'> & {
    /** The service's own, which callers make their tokens for. */
    readonly name: string
  }

export function serving(config: ServingConfig, { name, ...parts }: ServingParts): ServeOptions {
  return {
    ...parts,
    verifyService: serviceVerifier(name, JSON.parse(config.MESH_TRUSTED_KEYS)),
    verifyLearner: learnerVerifier({ issuer: config.GATEWAY_ISSUER, audience: 'quint', keys: remoteKeys(config.GATEWAY_JWKS_URL) }),
    healthListen: config.MESH_HEALTH_ADDRESS,
    drainLeadMs: config.MESH_DRAIN_LEAD_MS,
    drainMs: config.MESH_DRAIN_MS,
  }
}
