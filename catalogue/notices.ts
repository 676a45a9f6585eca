/** Changes that hurt somebody a little and were announced: without an entry here the gate refuses them. */

export interface Notice {
  /** As `npm run impact` names it. */
  readonly change: string
  /** When consumers were told, YYYY-MM-DD. */
  readonly announced: string
  /** What a consumer does about it. */
  readonly advice: string
}

export const notices: readonly Notice[] = []
