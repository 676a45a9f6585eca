/** Decides whether a passage says what a hint must not say, whatever it is disguised as. */
import { type Concept, conceptWords } from '../policy/concept.ts'
import { shapes } from '../policy/shape.ts'
import { hasFence, isStep, looksLikeCode, procedureWeight } from './code-shape.ts'
import { isDisguised } from './disguise.ts'
import { type Folded, fold } from './fold.ts'
import { mechanismWeight } from './mechanism.ts'
import { findName, findOrdinaryName } from './name.ts'
import type { Allowed, Passage } from './passage.ts'
import { beginningsOf, matches, pattern } from './pattern.ts'
import { isEnglish } from './tongue.ts'

export type LeakReason = 'technique' | 'described' | 'code' | 'procedure' | 'disguised' | 'language' | 'markup' | 'prompt'

export interface Leak {
  readonly reason: LeakReason
  readonly concept?: Concept
}

const tellings = shapes.map(({ concept, patterns }) => ({ concept, patterns: patterns.map(pattern) }))

/** How much more may sound like a mechanism when the learner has told one. */
const told = 2

/** @param allowed the ideas the learner brought: saying them gives nothing away. */
export function findLeak(judged: Passage, { named, described }: Allowed): Leak | undefined {
  const { text, folded } = judged
  return (
    findMarkup(text) ??
    leakIf(hasFence(text) || looksLikeCode(text), 'code') ??
    leakIf(/\b[oθω]\s*\(/iu.test(text.normalize('NFKC')), 'technique') ??
    leakIf(!isEnglish(judged), 'language') ??
    leakOf('technique', findName(folded.tokens, named) ?? findOrdinaryName(folded, named)) ??
    leakOf('described', findShape(folded, described)) ??
    leakIf(mechanismWeight(judged) > (described.size === 0 ? 0 : told), 'described') ??
    leakIf(isDisguised(judged, named), 'disguised') ??
    leakIf(procedureWeight(folded.tokens) >= (isStep(text) ? 4 : 5), 'procedure')
  )
}

/** What only two passages together say: names, shapes and procedures over both. */
export function findJointLeak(before: Passage, next: Passage, { named, described }: Allowed): Leak | undefined {
  const tokens = [...before.folded.tokens, ...next.folded.tokens]
  const border = [...before.folded.tokens.slice(-3), ...next.folded.tokens.slice(0, 3)]
  return (
    leakOf('technique', findName(border, named)) ??
    leakOf('described', findShape({ text: `${before.folded.text} ${next.folded.text}`, tokens }, described)) ??
    leakIf(procedureWeight(tokens) >= (isStep(next.text) ? 6 : 8), 'procedure')
  )
}

const allConcepts = Object.keys(conceptWords) as Concept[]

/** The ideas that a text calls by name. */
export function conceptsNamed(text: string): Concept[] {
  const folded = fold(text)
  return allConcepts.filter((concept) => {
    const others = new Set(allConcepts.filter((other) => other !== concept))
    return (findName(folded.tokens, others) ?? findOrdinaryName(folded, others)) !== undefined
  })
}

/** The ideas that a text tells in plain words. */
export function conceptsDescribed(text: string): Concept[] {
  const folded = fold(text)
  const begun = beginningsOf(folded)
  return tellings.filter(({ patterns }) => patterns.some((shape) => matches(shape, folded.text, begun))).map(({ concept }) => concept)
}

function findShape(folded: Folded, allowed: ReadonlySet<Concept>): Concept | undefined {
  const begun = beginningsOf(folded)
  return tellings.find(({ concept, patterns }) => !allowed.has(concept) && patterns.some((shape) => matches(shape, folded.text, begun)))?.concept
}

const markup =
  /!?\[[^\]\n]*\]\(|https?:\/\/|www\.|<\/?[a-z!][^>\n]*>|&#?\w+;|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%[0-9a-f]{2}%[0-9a-f]{2}|javascript:|data:/i
const prompts =
  /\b(?:system prompt|my instructions|my rules|these instructions|as an ai|language model|ignore (?:all|any|the|your|previous)|developer message|jailbreak)\b/i

function findMarkup(text: string): Leak | undefined {
  return leakIf(markup.test(text), 'markup') ?? leakIf(prompts.test(text), 'prompt')
}

function leakIf(found: boolean, reason: LeakReason): Leak | undefined {
  return found ? { reason } : undefined
}

function leakOf(reason: LeakReason, concept: Concept | undefined): Leak | undefined {
  return concept === undefined ? undefined : { reason, concept }
}
