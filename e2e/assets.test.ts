/** What a page is made of, as the built web app and the gateway in front of it send it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonPlace } from './mesh.ts'

test('every asset that a page names is kept for ever, and text comes in brotli', async () => {
  const place = await commonPlace()
  const page = await fetch(place.url)
  assert.doesNotMatch(page.headers.get('cache-control') ?? '', /immutable/)
  const named = new Set((await page.text()).match(/\/_next\/static\/[\w./~-]+\.(?:js|css|woff2)/g))
  assert.ok(named.size > 3)
  for (const asset of named) {
    const response = await fetch(place.url + asset, { headers: { 'accept-encoding': 'br, gzip' } })
    assert.equal(response.status, 200, asset)
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable', asset)
    const { byteLength } = await response.arrayBuffer()
    if (!asset.endsWith('.woff2') && byteLength > 1024) assert.equal(response.headers.get('content-encoding'), 'br', asset)
  }
})
