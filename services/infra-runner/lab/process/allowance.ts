/** How much a node may say: far more than any workload asks for, and little enough that whoever carries it has time for others. */

const atOnce = 100_000
const perSecond = 30_000
const charactersEach = 1_000

/** @returns takes note of what was said; false once it is too much. */
export function openAllowance(now: () => number = () => performance.now()): (lines: number, characters: number) => boolean {
  const startedMs = now()
  let said = 0
  return (lines, characters) => {
    said += lines + characters / charactersEach
    return said <= atOnce + (perSecond * (now() - startedMs)) / 1_000
  }
}
