/** S15: secrets are where they belong and nowhere else. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { settings as gatewaySettings } from '@quint/gateway/config.ts'
import { settings as hintsSettings } from '@quint/hints/config.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { render } from '../../k8s/render.ts'
import { secretsIn } from '../repository.ts'
import type { Row } from '../row.ts'
import { canary } from '../visitor.ts'

const root = path.join(import.meta.dirname, '..', '..')
const binary = /\.(?:so|dylib|dll|png|binpb|woff2?|ico)$/

/** Made up, to show that logs mask them. */
const samples: ReadonlySet<string> = new Set(['packages/runtime/log-fields.test.ts a signed token'])

function trackedFiles(): readonly string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
}

export const secrets: Row = {
  id: 'S15',
  control: 'secrets: none in the repository, in bundles, logs, answers or the environment of manifests; keys readable by their owner only',
  checks: [
    {
      holds: 'no file of the repository holds a secret, nor is one of a kind that does',
      async attempt() {
        const files = trackedFiles()
        assert.ok(files.length > 400)
        for (const file of files) {
          assert.doesNotMatch(file, /(^|\/)(\.env(\..*)?|id_\w+|.*\.(pem|key|p12|pfx|keystore))$/, file)
          // Listed, and gone meanwhile.
          if (binary.test(file) || !existsSync(path.join(root, file))) continue
          const text = readFileSync(path.join(root, file), 'utf8')
          assert.deepEqual(
            secretsIn(text)
              .map(({ kind, line }) => `${file}:${line} ${kind}`)
              .filter((found) => !samples.has(found.replace(/:\d+/, ''))),
            [],
          )
        }
      },
    },
    {
      holds: 'the key that signs tokens can be read by nobody else on the machine, and its folder is the owner’s',
      async attempt({ folder, keysFile }) {
        if (process.platform === 'win32') return
        assert.equal(statSync(keysFile).mode & 0o077, 0)
        assert.equal(statSync(path.join(folder, 'postgres', 'data')).mode & 0o077, 0)
      },
    },
    {
      holds: 'no page, script or style that a browser gets holds a key of the mesh',
      async attempt(stand) {
        const { keys } = JSON.parse(readFileSync(stand.keysFile, 'utf8')) as { keys: [{ d: string }] }
        const forbidden = [keys[0].d, ...stand.canaries.keys()]
        const seen = new Set<string>()
        for (const page of ['/', '/signin', '/coach', '/dashboard', '/events', '/openapi.json', '/docs', '/readyz']) {
          const { text } = await stand.visitor().send('GET', page, { headers: { cookie: 'quint_access=x' } })
          for (const [, asset = ''] of text.matchAll(/(?:src|href)="(\/_next\/[^"]+)"/g)) seen.add(asset)
          for (const secret of forbidden) assert.ok(!text.includes(secret), page)
        }
        assert.ok(seen.size > 5)
        for (const asset of seen) {
          const { text } = await stand.visitor().send('GET', asset)
          for (const secret of forbidden) assert.ok(!text.includes(secret), asset)
          assert.deepEqual(secretsIn(text), [], asset)
          assert.equal((await stand.visitor().send('GET', `${asset}.map`)).status, 404, 'no source map')
        }
      },
    },
    {
      holds: 'a setting that is wrong is named and never quoted',
      async attempt() {
        for (const settings of [gatewaySettings, hintsSettings]) {
          const secret = canary('secret')
          const environment = Object.fromEntries(Object.keys(settings).map((name) => [name, `not right: ${secret}`]))
          assert.throws(
            () => readSettings(settings, environment),
            (error: unknown) => error instanceof Error && error.message.includes('DATABASE_URL') && !error.message.includes(secret),
          )
        }
      },
    },
    {
      holds: 'manifests name secrets and hold none, and what mails links in the open is off where learners come',
      async attempt() {
        for (const overlay of ['overlays/production', 'overlays/managed']) {
          const manifests = await render(overlay)
          assert.ok(!manifests.some(({ kind }) => kind === 'Secret'), overlay)
          const text = JSON.stringify(manifests)
          assert.deepEqual(secretsIn(text), [], overlay)
          assert.doesNotMatch(text, /"name":"\w*(?:PASSWORD|API_KEY|SERVICE_KEY|DATABASE_URL)","value"/, overlay)
          assert.match(text, /"mailbox":"off"|"GATEWAY_MAILBOX","value":"off"/, overlay)
          assert.match(text, /"trusted-?[pP]roxies":"1"|"GATEWAY_TRUSTED_PROXIES","value":"1"/, overlay)
        }
      },
    },
  ],
}
