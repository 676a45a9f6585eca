/** Keeps a model to the manner of an interviewer, sentence by sentence: no praise, one question, none that was asked before, nothing of its notes. */
import { contentStems } from '../answers/text.ts'
import { sentenceEnd } from '../guard/sentence-end.ts'
import { skeletonsOf } from '../offline/coach.ts'
import { questionCount } from './question.ts'

export interface Manners {
  /** Skeletons of what the interviewer has said. */
  readonly said: ReadonlySet<string>
  /** What nobody but the interviewer may read, known only once it has begun to speak. */
  readonly secrets: () => readonly string[]
  /** Whether it gives nothing away: what is left out would not be judged otherwise. */
  readonly isHarmless: (sentence: string) => boolean
}

/** The model repeats a question, says its notes aloud, or gives something away in what would be left out: nothing of it is heard any more. */
export class OutOfManners extends Error {}

const openEnd = 8

/** Whole sentences, the last of which is the first that asks. Throws `OutOfManners`. */
export async function* mannered(chunks: AsyncIterable<string>, manners: Manners): AsyncGenerator<string> {
  let buffer = ''
  let scanned = 0
  const cut = (ended: boolean): string | undefined => {
    const end = sentenceEnd(buffer, scanned, ended)
    if (end < 0) {
      scanned = Math.max(0, buffer.length - openEnd)
      return undefined
    }
    const sentence = buffer.slice(0, end)
    buffer = buffer.slice(end)
    scanned = 0
    return sentence
  }
  for await (const chunk of chunks) {
    buffer += chunk
    for (let sentence = cut(false); sentence !== undefined; sentence = cut(false)) {
      if (isWelcome(sentence, manners)) yield sentence
      if (questionCount(sentence) > 0) return
    }
  }
  for (let sentence = cut(true); sentence !== undefined; sentence = cut(true)) {
    if (isWelcome(sentence, manners)) yield sentence
    if (questionCount(sentence) > 0) return
  }
}

function isWelcome(sentence: string, { said, secrets, isHarmless }: Manners): boolean {
  const again = skeletonsOf([sentence]).some((skeleton) => said.has(skeleton))
  if (again && questionCount(sentence) > 0) throw new OutOfManners('a question was asked before')
  if (secrets().some((secret) => repeatsSecret(sentence, secret))) throw new OutOfManners('notes were said aloud')
  if (!again && !praises(sentence)) return true
  if (!isHarmless(sentence)) throw new OutOfManners('praise gave something away')
  return false
}

const praise =
  /(?:^|[.!,;:—–-]\s*|\b(?:that(?:['’]s| is| was| sounds| looks)|you(?:['’]re| are)|what an?|really|very|such an?|a)\s+)(?:(?:a|an|really|very|quite|so|such|pretty|absolutely)\s+)*(?:great|excellent|perfect|awesome|amazing|fantastic|wonderful|brilliant|impressive|outstanding|superb|terrific|nice|good|well done|nicely done|spot on|love(?:ly)?|beautiful|smart|clever|solid|strong)\b(?!\s+(?:example|case|input|enough|reason|deal|answer to|at|as)\b)|\b(?:good|great|nice|excellent|fantastic|awesome) (?:job|work|going|start|thinking|question|point|idea|approach|explanation|catch|progress|effort)\b|\bwell done\b|\bi (?:really )?(?:love|like) (?:that|this|your|how)\b|\bkeep (?:it )?up\b|\bproud\b/i

export function praises(sentence: string): boolean {
  return praise.test(sentence.replace(/“[^”]*”/gu, ''))
}

/** Five words of content in a row are no chance. */
const run = 5

export function repeatsSecret(sentence: string, secret: string): boolean {
  const stems = contentStems(sentence.replace(/“[^”]*”/gu, ''))
  const hidden = ` ${contentStems(secret).join(' ')} `
  return stems.some((_, at) => at + run <= stems.length && hidden.includes(` ${stems.slice(at, at + run).join(' ')} `))
}
