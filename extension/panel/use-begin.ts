/** Begins a session; a second attempt at the same one begins no second session. */
import type { Algorithm } from '@quint/web/coach/coach-client.ts'
import { type Sending, useSending } from '@quint/web/coach/use-sending.ts'
import { useOnceKey } from '@quint/web/ui/use-once-key.ts'
import type { Equipment } from './equipment.ts'

/** All that the gateway takes of a problem. */
export interface WholeAlgorithm extends Algorithm {
  readonly slug?: string
  readonly difficulty?: string
  readonly tags?: readonly string[]
  readonly examples?: readonly string[]
}

export function useBegin({ coaching }: Equipment, begun: (sessionId: string, title: string) => Promise<void>): Sending<[WholeAlgorithm]> {
  const once = useOnceKey()
  return useSending(async (algorithm: WholeAlgorithm) => {
    const { session } = await coaching.start(algorithm, once.of(algorithm))
    await begun(session.id, algorithm.title)
  })
}
