/** Whose tokens are taken in exchange for ours, as it is configured: read once, every mistake told by name, never a secret. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const claims = z.strictObject({
  email: z.string().min(1).default('email'),
  emailVerified: z.string().min(1).default('email_verified'),
  name: z.string().min(1).default('name'),
})

const address = z.url().refine((value) => isSafe(new URL(value)), 'must be https, or loopback')
const audience = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional()

const common = {
  /** What people call it: shown in the settings. */
  name: z.string().trim().min(1).max(40),
  /** Exactly as the tokens say it. */
  issuer: z.string().min(1).max(200),
  audience,
  /** Claims with these names; roles are never taken. */
  claims: claims.default({ email: 'email', emailVerified: 'email_verified', name: 'name' }),
  /** Every address that the issuer tells counts as confirmed, whatever the token says: for an issuer that confirms before it lets in. */
  confirmsAddresses: z.boolean().default(false),
}

const published = z.strictObject({
  ...common,
  kind: z.literal('jwks'),
  jwksUrl: address,
  algorithms: z
    .array(z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']))
    .min(1)
    .default(['RS256']),
  /** The pages that tokens may have been given to: the claim azp. */
  authorizedParties: z.array(z.string().min(1)).min(1).optional(),
})

const shared = z.strictObject({
  ...common,
  kind: z.literal('secret'),
  audience: audience.unwrap(),
  /** HS256: at least as long as its hash. */
  secret: z.string().min(32, 'must have at least 32 characters'),
})

const issuers = z
  .array(z.discriminatedUnion('kind', [published, shared]))
  .refine((all) => new Set(all.map(({ issuer }) => issuer)).size === all.length, 'an issuer is named twice')
  .refine(
    (all) => all.every((one) => one.kind === 'secret' || one.audience !== undefined || one.authorizedParties !== undefined),
    'an issuer with a jwksUrl needs an audience or authorizedParties: else its tokens for others would count here',
  )

export type TrustedIssuer = z.infer<typeof issuers>[number]

/** @param given JSON, or the path of a file with it; empty for none. Throws with the place of each mistake. */
export function readIssuers(given: string): readonly TrustedIssuer[] {
  if (given.trim() === '') return []
  const parsed = issuers.safeParse(parse(given.trim().startsWith('[') ? given : read(given)))
  if (parsed.success) return parsed.data
  throw new Error(
    `trusted issuers: ${parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'the list'} ${message}`).join('; ')}`,
  )
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Error('trusted issuers: neither a JSON list nor a file that can be read')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message would repeat what it read.
    throw new Error('trusted issuers: not well-formed JSON')
  }
}

/** Secrets and keys travel: only over TLS, or within the machine. */
export function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || /^127(\.\d+){3}$/.test(hostname) || hostname === '[::1]'))
}
