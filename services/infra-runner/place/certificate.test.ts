/** Certificates of grounds: what TLS believes, for as long as it is wanted, whatever the century. */
import assert from 'node:assert/strict'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { agentName, sealedUntil } from './certificate.ts'

const dayMs = 86_400_000

test('a certificate bears the name, is signed by its own key, and is no other’s', async () => {
  const sealed = await Promise.all(Array.from({ length: 20 }, () => sealedUntil(Date.now())))
  const read = sealed.map(({ certificate }) => new X509Certificate(certificate))
  for (const [at, one] of read.entries()) {
    assert.equal(one.checkHost(agentName), agentName)
    assert.equal(one.checkHost('elsewhere.quint.internal'), undefined)
    assert.ok(one.verify(one.publicKey))
    assert.ok(one.checkIssued(one))
    assert.ok(one.checkPrivateKey(createPrivateKey(sealed[at]?.key ?? '')))
    // Positive, and of the longest that is allowed: what is drawn has 15 bytes.
    assert.match(one.serialNumber, /^40[0-9A-F]{30}$/)
    assert.equal(one.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1')
  }
  assert.equal(new Set(read.map(({ serialNumber }) => serialNumber)).size, read.length)
  assert.equal(new Set(read.map(({ fingerprint256 }) => fingerprint256)).size, read.length)
})

test('it holds from a day before it is made to a day after its end, also beyond 2049, and never ends before it began', async () => {
  const now = Date.UTC(2026, 10, 22, 10, 30)
  const times = async (expiresAt: number): Promise<readonly number[]> => {
    const { validFromDate, validToDate } = new X509Certificate((await sealedUntil(expiresAt, now)).certificate)
    return [validFromDate.getTime(), validToDate.getTime()]
  }
  for (const end of [now + 1_200_000, Date.UTC(2049, 11, 30, 23, 59, 59), Date.UTC(2049, 11, 31), Date.UTC(2060, 1, 29)])
    assert.deepEqual(await times(end), [now - dayMs, end + dayMs])
  assert.deepEqual(await times(0), [now - dayMs, now + dayMs])
  assert.deepEqual(await times(8e15), [now - dayMs, Date.UTC(9999, 0)])
})

test('times are written as RFC 5280 wants them: with two figures of the year until 2049, with four from then on', async () => {
  const written = async (expiresAt: number): Promise<Buffer> => new X509Certificate((await sealedUntil(expiresAt)).certificate).raw
  const utcTime = Buffer.concat([Buffer.of(0x17, 13), Buffer.from('491231000000Z')])
  const generalizedTime = Buffer.concat([Buffer.of(0x18, 15), Buffer.from('20500101000000Z')])
  assert.ok((await written(Date.UTC(2049, 11, 30))).includes(utcTime))
  assert.ok((await written(Date.UTC(2049, 11, 31))).includes(generalizedTime))
})
