/** Each overlay, rendered as it is deployed, fits the schema and keeps every policy; each policy has been seen to refuse. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Manifest } from './manifest.ts'
import { mutations } from './mutations.ts'
import { judge } from './policy/judge.ts'
import { secretsOf } from './policy/setting.ts'
import { programs } from './programs.ts'
import { render } from './render.ts'
import { localSecrets } from './secrets.ts'

const overlays: Readonly<Record<string, readonly Manifest[]>> = {
  local: await render('overlays/local'),
  production: await render('overlays/production'),
  managed: await render('overlays/managed'),
  designs: await render('overlays/designs'),
}

for (const [name, manifests] of Object.entries(overlays)) {
  test(`the overlay ${name} fits the schema and keeps every policy`, () => {
    assert.ok(manifests.length > 30)
    assert.deepEqual(judge(manifests, programs, name === 'local'), [])
  })

  test(`the overlay ${name} needs no secret that is not made or written down`, async () => {
    const made = new Map((await localSecrets()).map((secret) => [secret.metadata.name, Object.keys(secret.stringData)]))
    for (const [secret, keys] of secretsOf(manifests))
      for (const key of keys) {
        assert.ok(made.has(secret), `${secret} is not made`)
        assert.ok(key === '' || made.get(secret)?.includes(key), `${secret} has no ${key}`)
      }
  })
}

for (const mutation of mutations) {
  test(`${mutation.name} is refused`, () => {
    const { overlay = 'production' } = mutation
    const changed = [...structuredClone(overlays[overlay] ?? [])]
    mutation.change(changed)
    assert.notDeepEqual(changed, overlays[overlay])
    const problems = judge(changed, programs, overlay === 'local')
    assert.match(problems.join('\n'), mutation.says)
  })
}
