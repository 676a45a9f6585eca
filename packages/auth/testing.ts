/** A learners' issuer and mesh keys for tests: real keys, real tokens, a real JWKS over HTTP. */
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { generateMeshKeys, type MeshKeys } from './service.ts'

export interface TestIssuer extends AsyncDisposable {
  readonly issuer: string
  readonly jwksUrl: string
  readonly mesh: MeshKeys
  token(userId: string, claims?: Readonly<Record<string, unknown>>): Promise<string>
}

export async function testIssuer(services: readonly string[]): Promise<TestIssuer> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' }] })
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(jwks))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const issuer = 'http://quint.test'
  return {
    issuer,
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    mesh: await generateMeshKeys(services),
    token: (userId, claims = {}) =>
      new SignJWT({ sid: 'device', roles: ['learner'], email_verified: true, zoneinfo: 'UTC', ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'test' })
        .setIssuer(issuer)
        .setAudience('quint')
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(pair.privateKey),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
