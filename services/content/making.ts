/** What makes the films, as the settings choose it; what is chosen and not installed is found at the start. */
import type { ContentConfig } from './config.ts'
import { openPress, type Press } from './render/press.ts'
import { runProgram } from './render/program.ts'
import type { VoiceChoice } from './speech/open.ts'

const deadlineMs = 20_000

export async function pressOf(config: ContentConfig, clips: string): Promise<Press> {
  const { CONTENT_RENDERER: renderer, CONTENT_VOICE: voice } = config
  if (renderer === 'ffmpeg') await installed('ffmpeg', '-version', 'CONTENT_RENDERER')
  if (voice === 'espeak-ng') await installed('espeak-ng', '--version', 'CONTENT_VOICE')
  return openPress({ clips, deadlineMs: config.CONTENT_RENDER_DEADLINE_MS, renderer, voice: voiceOf(config) })
}

function voiceOf(config: ContentConfig): VoiceChoice {
  if (config.CONTENT_VOICE === 'espeak-ng') return { kind: 'espeak-ng', voice: config.CONTENT_ESPEAK_VOICE }
  if (config.CONTENT_VOICE === 'flite') return { kind: 'flite' }
  if (config.CONTENT_SPEECH_BASE_URL === '') throw new Error('CONTENT_VOICE is endpoint, and CONTENT_SPEECH_BASE_URL is empty')
  return {
    kind: 'endpoint',
    baseUrl: config.CONTENT_SPEECH_BASE_URL,
    apiKey: config.CONTENT_SPEECH_API_KEY,
    model: config.CONTENT_SPEECH_MODEL,
    voice: config.CONTENT_SPEECH_VOICE,
  }
}

async function installed(program: string, flag: string, setting: string): Promise<void> {
  await runProgram(program, { args: [flag], inputs: [], deadlineMs, mostBytes: 1_000_000 }).catch((cause: unknown) => {
    throw new Error(`${setting} is ${program}, and ${program} is not installed`, { cause })
  })
}
