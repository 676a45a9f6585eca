/** A certificate for the agents of one ground, signed by itself: the runner that made it believes this one and no other, for as long as the ground is there. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** The name that it bears. */
export const agentName = 'agent.quint.internal'

export interface Sealed {
  /** PEM. */
  readonly certificate: string
  /** PEM. */
  readonly key: string
}

const dayMs = 86_400_000

/** @param now clocks of nodes may be a day off, in either direction. */
export function sealedUntil(expiresAt: number, now = Date.now()): Sealed {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const validity = sequence(time(now - dayMs), time(Math.max(expiresAt, now) + dayMs))
  return {
    certificate: pem(signed(bodyOf(publicKey, validity), privateKey)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** DER, X.690: a type, a length, what it holds. */
function der(type: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const short = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([type, ...short]), content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)
const identifier = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes))
const bits = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content)

/** UTCTime 261122103000Z until 2049, GeneralizedTime 20501122103000Z from then on, as RFC 5280 wants it. */
function time(ms: number): Buffer {
  // The year 9999 is the last that it can say.
  const date = new Date(Math.min(ms, Date.UTC(9999, 0)))
  const text = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return date.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text))
}

/** ecdsa-with-SHA256. */
const algorithm = sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
/** commonName, and subjectAltName with it as a DNS name. */
const named = sequence(der(0x31, sequence(identifier(0x55, 0x04, 0x03), der(0x0c, Buffer.from(agentName)))))
const alternative = sequence(identifier(0x55, 0x1d, 0x11), der(0x04, sequence(der(0x82, Buffer.from(agentName)))))

function bodyOf(publicKey: KeyObject, validity: Buffer): Buffer {
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  // Positive, whatever was drawn.
  const serial = der(0x02, Buffer.from([0x40]), randomBytes(15))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  return sequence(version, serial, algorithm, named, validity, named, key, der(0xa3, sequence(alternative)))
}

function signed(body: Buffer, key: KeyObject): Buffer {
  return sequence(body, algorithm, bits(sign('sha256', body, key)))
}

function pem(content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
