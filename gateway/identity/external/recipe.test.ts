/** The recipe for Auth.js in docs/signing-in.md works as it is written there. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { EncryptJWT } from 'jose'
import { testGateway } from '../../testing.ts'

interface Recipe {
  readonly jwt: {
    encode(given: { readonly token: Readonly<Record<string, unknown>>; readonly maxAge?: number }): Promise<string>
    decode(given: { readonly token: string }): Promise<Readonly<Record<string, unknown>> | null>
  }
}

const secret = 'a secret that our app and the coach both know'
const document = readFileSync(path.join(import.meta.dirname, '../../../docs/signing-in.md'), 'utf8')
const documented = (language: string, after: string): string => {
  const from = document.indexOf(`\`\`\`${language}\n`, document.indexOf(after))
  return document.slice(from + language.length + 4, document.indexOf('```', from + 3))
}

/** As a module of its own beside the tests, so that it finds jose. */
async function recipe(): Promise<Recipe> {
  const folder = mkdtempSync(path.join(import.meta.dirname, 'recipe-'))
  try {
    writeFileSync(path.join(folder, 'auth.mjs'), documented('js', '### NextAuth'))
    process.env.QUINT_SHARED_SECRET = secret
    return (await import(pathToFileURL(path.join(folder, 'auth.mjs')).href)) as Recipe
  } finally {
    delete process.env.QUINT_SHARED_SECRET
    rmSync(folder, { recursive: true })
  }
}

test('a session of Auth.js by the recipe is exchanged, and is still a session of Auth.js; its default is not', async () => {
  const issuers = documented('json', 'The same secret goes here').replace('at least 32 characters, the same on both sides', secret)
  await using gateway = await testGateway({ environment: { GATEWAY_TRUSTED_ISSUERS: issuers } })
  const { jwt } = await recipe()
  const token = await jwt.encode({ token: { sub: 'u-1', email: 'ada@example.com', email_verified: true, name: 'Ada' } })
  assert.partialDeepStrictEqual(await jwt.decode({ token }), { sub: 'u-1', email: 'ada@example.com' })
  assert.equal(await jwt.decode({ token: `${token}x` }), null)
  const exchanged = await gateway.send('POST', '/api/auth/exchange', { body: { token } })
  assert.equal(exchanged.status, 200)
  assert.partialDeepStrictEqual(await exchanged.json(), { user: { email: 'ada@example.com', displayName: 'Ada' } })
  const encrypted = await new EncryptJWT({ sub: 'u-2', email: 'bob@example.com' })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(new TextEncoder().encode(secret.slice(0, 32)))
  assert.equal((await gateway.send('POST', '/api/auth/exchange', { body: { token: encrypted } })).status, 401)
})

test('the configuration for Clerk is one that is taken', async () => {
  await using gateway = await testGateway({ environment: { GATEWAY_TRUSTED_ISSUERS: documented('json', '### Clerk') } })
  assert.equal((await gateway.send('GET', '/api/auth/providers')).status, 200)
})
