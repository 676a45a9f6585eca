/** What is done to a video by one press. */
import type { Video } from '../../../../api/watch.ts'
import { useSending } from '../../../../coach/use-sending.ts'

export interface Deed {
  readonly sending: boolean
  readonly error: unknown
  /** @returns what to do when it is pressed. */
  act(work: (id: string) => Promise<unknown>): () => void
}

/** @param onChange hears of each that is done. */
export function useDeed({ id }: Video, onChange: () => void): Deed {
  const { sending, error, send } = useSending(async (work: (id: string) => Promise<unknown>) => {
    await work(id)
    onChange()
  })
  return { sending, error, act: (work) => () => void send(work) }
}
