/** New secrets for a cluster on one machine, and the list of all that the mesh needs: `node k8s/secrets.ts | kubectl apply -f -`. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { generateMeshKeys } from '@quint/auth/service.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'

export interface Secret {
  readonly apiVersion: 'v1'
  readonly kind: 'Secret'
  readonly type: string
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly stringData: Readonly<Record<string, string>>
}

const database = 'postgres-rw:5432/quint?sslmode=no-verify'

/** Values are new at each call: applying them again signs everybody out and changes every password. */
export async function localSecrets(): Promise<readonly Secret[]> {
  const services = ['gateway', 'sessions', 'hints'] as const
  const mesh = await generateMeshKeys(services)
  return [
    ...['identity', 'sessions', 'hints', 'bus'].flatMap(databaseSecrets),
    ...services.map((service) => secret(`${service}-service-key`, { jwk: JSON.stringify(mesh.privateKeys[service]) })),
    secret('mesh-trusted-keys', { jwks: JSON.stringify(mesh.trusted) }),
    secret('gateway-signing-keys', { 'keys.json': JSON.stringify({ keys: [signingKey()] }) }),
  ]
}

function databaseSecrets(schema: string): Secret[] {
  const [owner, login] = [password(), password()]
  const url = (role: string, word: string): string => `postgres://${role}:${word}@${database}`
  const role = (username: string, word: string): Secret => ({
    ...secret(`${username.replace('_', '-')}-role`, { username, password: word }),
    type: 'kubernetes.io/basic-auth',
  })
  const addresses =
    schema === 'bus'
      ? secret('bus', { url: url('bus_owner', owner) })
      : secret(`${schema}-database`, { url: url(schema, login), 'owner-url': url(`${schema}_owner`, owner) })
  return [addresses, role(`${schema}_owner`, owner), ...(schema === 'bus' ? [] : [role(schema, login)])]
}

function secret(name: string, stringData: Readonly<Record<string, string>>): Secret {
  return { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name, namespace: 'quint' }, stringData }
}

function password(): string {
  return randomBytes(24).toString('base64url')
}

function signingKey() {
  return { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: uuidv7(), alg: 'EdDSA' }
}

if (import.meta.main) console.log(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: await localSecrets() }))
