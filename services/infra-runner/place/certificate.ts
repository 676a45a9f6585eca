/** A certificate for the agents of one ground, signed by itself: the runner that made it believes this one and no other, for as long as the ground is there. */
import { KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto'

/** The name that it bears. */
export const agentName = 'agent.quint.internal'

export interface Sealed {
  /** PEM. */
  readonly certificate: string
  /** PEM. */
  readonly key: string
}

const dayMs = 86_400_000
const commonName = '2.5.4.3'
const subjectAltName = '2.5.29.17'
const dnsName = 2

/** @param now clocks of nodes may be a day off, in either direction. */
export async function sealedUntil(expiresAt: number, now = Date.now()): Promise<Sealed> {
  // Loaded by whoever opens a ground.
  const [{ Integer, Utf8String }, x509] = await Promise.all([import('asn1js'), import('pkijs')])
  // UTCTime until 2049, GeneralizedTime from then on, as RFC 5280 wants it; the year 9999 is the last that it can say.
  const time = (ms: number) => {
    const value = new Date(Math.min(ms, Date.UTC(9999, 0)))
    return new x509.Time({ type: value.getUTCFullYear() < 2050 ? x509.TimeType.UTCTime : x509.TimeType.GeneralizedTime, value })
  }
  const name = new x509.RelativeDistinguishedNames({
    typesAndValues: [new x509.AttributeTypeAndValue({ type: commonName, value: new Utf8String({ value: agentName }) })],
  })
  const alternative = new x509.GeneralNames({ names: [new x509.GeneralName({ type: dnsName, value: agentName })] })
  const certificate = new x509.Certificate({
    version: 2,
    // Positive, whatever was drawn.
    serialNumber: new Integer({ valueHex: Uint8Array.of(0x40, ...randomBytes(15)) }),
    issuer: name,
    subject: name,
    notBefore: time(now - dayMs),
    notAfter: time(Math.max(expiresAt, now) + dayMs),
    extensions: [new x509.Extension({ extnID: subjectAltName, extnValue: alternative.toSchema().toBER() })],
  })
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  await certificate.subjectPublicKeyInfo.importKey(publicKey)
  await certificate.sign(privateKey, 'SHA-256')
  return {
    certificate: new X509Certificate(Buffer.from(certificate.toSchema().toBER())).toString(),
    key: KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
