/** The topics that a consumer group has beside those it reads, and how long each topic keeps its records. */

const dayMs = 86_400_000

/** @param step 1 for the first, shortest delay. */
export function retryTopic(group: string, step: number): string {
  return `quint.${group}.retry.${step}`
}

export function replayTopic(group: string): string {
  return `quint.${group}.replay`
}

/** Where a group's poison messages are kept, with their headers. */
export function deadLetterTopic(group: string): string {
  return `quint.${group}.dlq`
}

/** Where messages end that were replayed in vain too often. */
export function parkedTopic(group: string): string {
  return `quint.${group}.parked`
}

/** One record for each dead letter that was replayed: by whom, when, under which number. */
export const replayAuditTopic = 'quint.bus.replay.v1'

export function retentionMs(topic: string): number {
  if (topic === replayAuditTopic) return 365 * dayMs
  return /^quint\.[^.]+\.(dlq|parked)$/.test(topic) ? deadLetterRetentionMs : eventRetentionMs
}

export const eventRetentionMs = 14 * dayMs
const deadLetterRetentionMs = 30 * dayMs

/** Longer than any record can still be delivered again: an event, then a dead letter, then its replay. */
export const inboxRetentionMs = 2 * eventRetentionMs + deadLetterRetentionMs
