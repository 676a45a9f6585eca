/** The voice of an installed espeak-ng: what is said goes in as its input, never as an argument. */
import { runProgram } from '../render/program.ts'
import { readWav, type Voice } from './speech.ts'
import { spoken } from './spoken.ts'

export interface EspeakOptions {
  /** Of its list, such as "en-us". */
  readonly voice: string
  readonly program?: string
  readonly deadlineMs?: number
}

const wordsPerMinute = 165
const mostBytes = 20_000_000

export function espeakVoice({ voice, program = 'espeak-ng', deadlineMs = 20_000 }: EspeakOptions): Voice {
  return {
    name: `espeak-ng ${voice}`,
    async speak(sentence) {
      const args = ['-v', voice, '-s', String(wordsPerMinute), '--stdin', '--stdout']
      const text = spoken(sentence)
      return readWav(await runProgram(program, { args, inputs: [[Buffer.from(text === '' ? '.' : text)]], deadlineMs, mostBytes }))
    },
  }
}
