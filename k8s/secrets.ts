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
  const services = ['gateway', 'sessions', 'hints', 'runner', 'plans'] as const
  const mesh = await generateMeshKeys(services)
  return [
    ...['identity', 'sessions', 'hints', 'runner', 'plans', 'content', 'bus'].flatMap(databaseSecrets),
    ...backupSecrets(),
    ...services.map((service) => secret(`${service}-service-key`, { jwk: JSON.stringify(mesh.privateKeys[service]) })),
    secret('mesh-trusted-keys', { jwks: JSON.stringify(mesh.trusted) }),
    ...redisSecrets(),
    ...observerSecrets(),
    // Where designs run in the cluster: another Postgres, which holds nothing else. On one machine the runner has its own.
    secret('designs-database', { url: `postgres://postgres:${password()}@designs-postgres:5432/postgres` }),
    // Of a cluster with brokers, where "bus" names this user and its password; on one machine events are in Postgres.
    secret('kafka-mesh', { password: password() }),
    secret('gateway-signing-keys', { 'keys.json': JSON.stringify({ keys: [signingKey()] }) }),
  ]
}

function databaseSecrets(schema: string): Secret[] {
  const [owner, login] = [password(), password()]
  const addresses =
    schema === 'bus'
      ? secret('bus', { url: addressOf('bus_owner', owner) })
      : secret(`${schema}-database`, { url: addressOf(schema, login), 'owner-url': addressOf(`${schema}_owner`, owner) })
  return [addresses, roleSecret(`${schema}_owner`, owner), ...(schema === 'bus' ? [] : [roleSecret(schema, login)])]
}

function backupSecrets(): Secret[] {
  const word = password()
  return [secret('backup-database', { url: addressOf('backup', word) }), roleSecret('backup', word)]
}

function addressOf(role: string, word: string): string {
  return `postgres://${role}:${word}@${database}`
}

function roleSecret(username: string, word: string): Secret {
  return { ...secret(`${username.replace('_', '-')}-role`, { username, password: word }), type: 'kubernetes.io/basic-auth' }
}

/** The user of the gateways has its own keys only, and no command that administers. */
function redisSecrets(): Secret[] {
  const word = password()
  const may = '~quint:* -@all +@read +@write +@scripting +@transaction +@connection +@pubsub &quint:* -@dangerous +info'
  return [
    secret('redis', { url: `rediss://gateway:${word}@redis:6379?ca=/etc/quint/tls/ca.crt` }),
    secret('redis-users', { 'users.acl': `user default off\nuser gateway on >${word} ${may}\n` }),
  ]
}

/** Who reads the statistics of PostgreSQL, from the other namespace. */
function observerSecrets(): Secret[] {
  const word = password()
  const url = `postgres://observer:${word}@postgres-rw.quint:5432/quint?sslmode=require`
  return [
    { ...secret('observer-role', { username: 'observer', password: word }), type: 'kubernetes.io/basic-auth' },
    secret('postgres-exporter', { url }, 'observability'),
  ]
}

function secret(name: string, stringData: Readonly<Record<string, string>>, namespace = 'quint'): Secret {
  return { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name, namespace }, stringData }
}

function password(): string {
  return randomBytes(24).toString('base64url')
}

function signingKey() {
  return { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: uuidv7(), alg: 'EdDSA' }
}

if (import.meta.main) console.log(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: await localSecrets() }))
