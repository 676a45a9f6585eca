/** Values that the database keeps and must not tell: AES-256-GCM, bound to what they belong to. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { SigningKeys } from './keys.ts'

export interface Vault {
  /** `context` says whose or which it is; what is sealed for one cannot be opened for another. */
  seal(text: string, context: string): Buffer
  /** Throws for what was sealed with none of our keys, for something else, or changed. */
  open(sealed: Buffer, context: string): string
}

const ivBytes = 12
const tagBytes = 16

/** The first key seals, all open: keys can be changed while old ones are still listed. */
export function openVault(keys: Pick<SigningKeys, 'secretsFor'>, purpose: string): Vault {
  const secrets = keys.secretsFor(purpose)
  const [first] = secrets
  if (first === undefined) throw new Error('there is no key to seal with')
  return {
    seal(text, context) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', first, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(sealed, context) {
      for (const secret of secrets) {
        const text = tryOpen(sealed, { secret, context })
        if (text !== undefined) return text
      }
      throw new Error(`a sealed value cannot be opened with the keys at hand (${purpose})`)
    },
  }
}

function tryOpen(sealed: Buffer, { secret, context }: { readonly secret: Uint8Array; readonly context: string }): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

export interface KeyedHashes {
  /** To be kept. */
  hash(text: string): Buffer
  /** To look up by: what any of our keys made of it. */
  all(text: string): Buffer[]
}

/** For what is short enough to be guessed: without our key, a stolen hash tells nothing. */
export function openKeyedHashes(keys: Pick<SigningKeys, 'secretsFor'>, purpose: string): KeyedHashes {
  const secrets = keys.secretsFor(purpose)
  const all = (text: string): Buffer[] => secrets.map((secret) => createHmac('sha256', secret).update(text).digest())
  return {
    hash(text) {
      const [first] = all(text)
      if (first === undefined) throw new Error('there is no key to hash with')
      return first
    },
    all,
  }
}
