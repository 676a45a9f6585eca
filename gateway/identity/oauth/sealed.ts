/** Values that a browser keeps for us: encrypted, for one purpose, until they expire. */
import { EncryptJWT, jwtDecrypt } from 'jose'
import type { SigningKeys } from '../keys.ts'

export interface Sealed<Value> {
  seal(value: Value): Promise<string>
  /** Undefined for what is not ours, meant for something else, changed or expired. */
  open(text: string | undefined): Promise<Value | undefined>
}

export interface SealOptions {
  readonly purpose: string
  readonly seconds: number
}

/** Every gateway opens what another one sealed. */
export function openSeal<Value>(keys: Pick<SigningKeys, 'secretsFor'>, { purpose, seconds }: SealOptions): Sealed<Value> {
  const secrets = keys.secretsFor(purpose)
  const [first] = secrets
  if (first === undefined) throw new Error('there is no key to seal with')
  return {
    seal: (value) =>
      new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(purpose)
        .setIssuedAt()
        .setExpirationTime(`${seconds}s`)
        .encrypt(first),
    async open(text) {
      if (text === undefined) return undefined
      for (const secret of secrets) {
        const opened = await tryOpen<Value>(text, { secret, purpose })
        if (opened !== undefined) return opened
      }
      return undefined
    },
  }
}

async function tryOpen<Value>(text: string, key: { readonly secret: Uint8Array; readonly purpose: string }): Promise<Value | undefined> {
  try {
    const { payload } = await jwtDecrypt(text, key.secret, {
      audience: key.purpose,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
    })
    return payload.value as Value
  } catch {
    return undefined
  }
}
