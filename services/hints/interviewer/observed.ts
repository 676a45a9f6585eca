/** Who words what the interviewer says, as an operator sees it. */
import { count } from '@quint/telemetry/metrics.ts'

type Text = 'turn' | 'review' | 'summary'

const sources = ['offline', 'mixed', 'anthropic', 'openai', 'compatible'] as const

export function countWords(text: Text, source: string): void {
  const known = sources.find((one) => one === source)
  if (known !== undefined) count('quint.interview.words', { 'quint.interview.text': text, 'quint.coach.source': known })
}
