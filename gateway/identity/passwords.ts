/** Password hashes: argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), at most two at a time, since a sign-in is the cheapest way to burn our CPU. */
import { hash, verify } from '@node-rs/argon2'
import { Failure } from '@quint/runtime/failure.ts'

export interface Passwords {
  hash(password: string): Promise<string>
  /** False for a wrong password; takes the same work when there is no such account (`hash` undefined). */
  verify(stored: string | undefined, password: string): Promise<boolean>
}

export interface HashFunctions {
  readonly hash: (password: string) => Promise<string>
  readonly verify: (stored: string, password: string) => Promise<boolean>
}

// argon2id is the library's own default.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const argon2id: HashFunctions = {
  hash: (password) => hash(password, parameters),
  verify: (stored, password) => verify(stored, password),
}

const atOnce = 2
const mostWaiting = 100

export async function openPasswords(functions: HashFunctions = argon2id): Promise<Passwords> {
  const limit = limiter(atOnce, mostWaiting)
  const nobody = await functions.hash('nobody has this password')
  return {
    hash: (password) => limit(() => functions.hash(normalise(password))),
    verify: (stored, password) =>
      limit(async () => {
        const matches = await functions.verify(stored ?? nobody, normalise(password))
        return matches && stored !== undefined
      }),
  }
}

/** The same password typed on another keyboard has the same form (NIST SP 800-63B, 5.1.1.2). */
function normalise(password: string): string {
  return password.toWellFormed().normalize('NFKC')
}

function limiter(most: number, waitingMost: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) {
      if (waiting.length >= waitingMost) throw new Failure('unavailable', 'Too many people are signing in right now.', { retryAfterSeconds: 5 })
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
