/** Decides whether a passage says what a hint must not say, whatever it is disguised as. */
import type { Concept } from '../policy/concept.ts'
import { isAnchored } from './anchor.ts'
import { hasFence, isStep, looksLikeCode, procedureWeight } from './code-shape.ts'
import { isDisguised } from './disguise.ts'
import { fold, together } from './fold.ts'
import { ideasDescribed, ideasNamed } from './idea.ts'
import { mechanismWeight } from './mechanism.ts'
import { namesIn } from './name.ts'
import type { Allowed, Passage } from './passage.ts'
import { isEnglish } from './tongue.ts'
import { isVerdict } from './verdict.ts'

export type LeakReason = 'technique' | 'described' | 'code' | 'procedure' | 'disguised' | 'language' | 'markup' | 'prompt' | 'verdict'

export interface Leak {
  readonly reason: LeakReason
  readonly concept?: Concept
}

/** How much more may sound like a mechanism when the learner has told one. */
const told = 2

/** A turn is short and about what was just said, so less may sound like a mechanism there: a solution must not come sentence by sentence. */
const inConversation = -1
/** A sentence that speaks neither of the learner nor of their work must sound like small talk. */
const aboutNothing = -4.3

/** @param allowed the ideas the learner brought: saying them gives nothing away. */
export function findLeak(judged: Passage, { named, described, unjudged }: Allowed): Leak | undefined {
  const { text, folded } = judged
  const margin = unjudged === true ? inConversation : 0
  return (
    findMarkup(text) ??
    leakIf(unjudged === true && isVerdict(judged), 'verdict') ??
    leakIf(hasFence(text) || looksLikeCode(text), 'code') ??
    leakIf(announcement.test(text), 'procedure') ??
    leakIf(/\b[oθω]\s*\(/iu.test(text.normalize('NFKC')), 'technique') ??
    leakIf(!isEnglish(judged), 'language') ??
    leakOf('technique', ideasNamed(folded), named) ??
    leakOf('described', ideasDescribed(folded), described) ??
    leakIf(mechanismWeight(judged) > margin + (described.size === 0 ? 0 : told), 'described') ??
    leakIf(unjudged === true && mechanismWeight(judged) > aboutNothing && !isAnchored(judged), 'described') ??
    leakIf(isDisguised(judged, named), 'disguised') ??
    leakIf(procedureWeight(folded.tokens) >= (isStep(text) ? 4 : 5), 'procedure')
  )
}

/** What only two passages together say: names, shapes and procedures over both. */
export function findJointLeak(before: Passage, next: Passage, { named, described }: Allowed): Leak | undefined {
  const both = together(before.folded, next.folded)
  const border = [...before.folded.tokens.slice(-3), ...next.folded.tokens.slice(0, 3)]
  return (
    leakOf('technique', namesIn(border), named) ??
    leakOf('described', ideasDescribed(both), described) ??
    leakIf(procedureWeight(both.tokens) >= (isStep(next.text) ? 6 : 8), 'procedure')
  )
}

/** The ideas that a text calls by name. */
export function conceptsNamed(text: string): Concept[] {
  return [...new Set(ideasNamed(fold(text)))]
}

/** The ideas that a text tells in plain words. */
export function conceptsDescribed(text: string): Concept[] {
  return [...new Set(ideasDescribed(fold(text)))]
}

const markup =
  /!?\[[^\]\n]*\]\(|https?:\/\/|www\.|<\/?[a-z!][^>\n]*>|&#?\w+;|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%[0-9a-f]{2}%[0-9a-f]{2}|javascript:|data:/i
const prompts =
  /\b(?:system prompt|my instructions|my rules|these instructions|as an ai|language model|ignore (?:all|any|the|your|previous)|developer message|jailbreak)\b/i

/** A promise of the very thing that a hint must not hold: once what follows is cut off, it would end the hint. */
const announcement =
  /\b(?:(?:here|below)(?: is|['’]s| are)|(?:let me|i will|i['’]ll|i can) (?:show|give|write|share))(?: (?:you|the|a|an|my|your|one|full|complete|whole|entire|final|correct|working|optimal|clean|simple|short|actual|possible|step by step)){0,5} (?:solutions?|answer|code|implementation|algorithm|program|pseudo-?code|python|java\w*|function)\b/i

function findMarkup(text: string): Leak | undefined {
  return leakIf(markup.test(text), 'markup') ?? leakIf(prompts.test(text), 'prompt')
}

function leakIf(found: boolean, reason: LeakReason): Leak | undefined {
  return found ? { reason } : undefined
}

function leakOf(reason: LeakReason, ideas: Iterable<Concept>, allowed: ReadonlySet<Concept>): Leak | undefined {
  for (const concept of ideas) if (!allowed.has(concept)) return { reason, concept }
  return undefined
}
