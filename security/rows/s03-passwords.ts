/** S3: passwords are hashed slowly, by a bounded number at a time, and nothing tells who has an account. */
import assert from 'node:assert/strict'
import { testGateway } from '../../gateway/testing.ts'
import { ask } from '../database.ts'
import type { Row } from '../row.ts'
import { canary, type Visitor } from '../visitor.ts'

const register = (visitor: Visitor, password: string, email = `${canary('mail')}@example.test`) =>
  visitor.send('POST', '/api/auth/register', { body: { email, password, displayName: 'Ada' } })

const login = (visitor: Visitor, email: string, password: string) => visitor.send('POST', '/api/auth/login', { body: { email, password } })

export const passwords: Row = {
  id: 'S3',
  control: 'passwords: argon2id (19 MiB, 2 passes), bounded work, lengths of 8 to 64 and more, well-known ones refused, no enumeration',
  later: [{ what: 'a hash of older parameters is renewed at the next sign-in', comesWith: 'the first change of the parameters' }],
  checks: [
    {
      holds: 'what is stored is argon2id with the parameters of OWASP, and a salt of its own',
      async attempt(stand) {
        const password = canary('shared')
        const visitor = stand.visitor()
        for (let n = 0; n < 2; n += 1) assert.equal((await register(visitor, password, `${n}${password}@example.test`)).status, 201)
        const rows = await ask<{ hash: string }>(stand.adminUrl, 'select password_hash as hash from identity.users where email like $1', [
          `%${password}@example.test`,
        ])
        assert.equal(rows.length, 2)
        for (const { hash } of rows) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{43}$/)
        assert.notEqual(rows[0]?.hash, rows[1]?.hash)
      },
    },
    {
      holds: 'a long passphrase of any script is taken, one that is short, endless or well known is not',
      async attempt(stand) {
        const visitor = stand.visitor()
        const table: readonly (readonly [string, number])[] = [
          ['ä long pässphrase '.repeat(4), 201],
          ['正しい馬の電池のホチキス', 201],
          ['spaces and emoji 🐎🔋', 201],
          ['short 7', 400],
          ['x'.repeat(129), 400],
          ['password', 400],
          ['Password123!', 400],
          ['qwertyuiop', 400],
          ['12345678', 400],
          ['iloveyou1', 400],
          ['aaaaaaaa', 400],
        ]
        for (const [password, status] of table) assert.equal((await register(visitor, password)).status, status, password)
      },
    },
    {
      holds: 'an unknown account costs the same hashing as a known one, and is answered alike: sign-in, reset',
      async attempt() {
        await using gateway = await testGateway()
        const { credentials } = await gateway.register()
        const work = async (email: string) => {
          const before = gateway.hashes.verified
          const response = await gateway.send('POST', '/api/auth/login', { body: { email, password: 'a wrong password' } })
          const { requestId: _own, ...answer } = (await response.json()) as { requestId: string }
          return { answer, status: response.status, verified: gateway.hashes.verified - before }
        }
        const known = await work(credentials.email)
        assert.deepEqual(await work('nobody@example.test'), known)
        assert.deepEqual([known.status, known.verified], [401, 1])
        const forgot = async (email: string) => {
          const response = await gateway.send('POST', '/api/auth/forgot-password', { body: { email } })
          return [response.status, await response.text()]
        }
        assert.deepEqual(await forgot('nobody@example.test'), await forgot(credentials.email))
      },
    },
    {
      holds: 'of 150 sign-ins at once the rest wait or are told to come back, and other requests are answered meanwhile',
      async attempt(stand) {
        const flood = Array.from({ length: 150 }, (_, n) => login(stand.visitor(), `nobody${n}@example.test`, 'a wrong password'))
        const elements = await stand.visitor().send('GET', '/api/elements')
        assert.equal(elements.status, 200)
        for (const { status, headers } of await Promise.all(flood)) {
          assert.ok(status === 401 || (status === 503 && headers.has('retry-after')), String(status))
        }
      },
    },
  ],
}
