/** The voice that was chosen, by its settings. */
import { z } from 'zod'
import { endpointVoice } from './endpoint.ts'
import { espeakVoice } from './espeak.ts'
import { openFlite } from './flite.ts'
import type { Voice } from './speech.ts'

export const voiceChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flite') }),
  z.strictObject({ kind: z.literal('espeak-ng'), voice: z.string() }),
  z.strictObject({ kind: z.literal('endpoint'), baseUrl: z.string(), apiKey: z.string(), model: z.string(), voice: z.string() }),
])
export type VoiceChoice = z.infer<typeof voiceChoice>

export function openVoice(chosen: VoiceChoice): Voice {
  if (chosen.kind === 'endpoint') return endpointVoice(chosen)
  return chosen.kind === 'espeak-ng' ? espeakVoice(chosen) : openFlite()
}
