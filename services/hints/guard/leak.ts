/** Decides whether a passage says what a hint must not say, whatever it is disguised as. */

import { isStopWord, words } from '../answers/text.ts'
import { type Concept, conceptWords } from '../policy/concept.ts'
import { foreignFunctionWords, foreignPhrases, foreignScripts, sharedWords } from '../policy/foreign.ts'
import { shapes } from '../policy/shape.ts'
import { hasFence, isStep, looksLikeCode, procedureWeight } from './code-shape.ts'
import { type Folded, fold, leetWords, opened, plain, root, squeezed } from './fold.ts'

export type LeakReason = 'technique' | 'described' | 'code' | 'procedure' | 'disguised' | 'language' | 'markup' | 'prompt'

export interface Leak {
  readonly reason: LeakReason
  readonly concept?: Concept
}

export interface Passage {
  readonly text: string
  readonly folded: Folded
}

/** What a hint may say of solving the problem. */
export interface Allowed {
  readonly named: ReadonlySet<Concept>
  readonly described: ReadonlySet<Concept>
  /** The learner's own sentences, in lower case. */
  readonly said: string
  readonly subjects: readonly string[]
}

/** A passage to be judged: the learner's own words, where they are quoted, and the problem's own subject are taken out. */
export function passage(text: string, { said, subjects }: Pick<Allowed, 'said' | 'subjects'>): Passage {
  let judged = text.replace(/[“"]([^“”"\n]{3,200})[”"]/g, (quotation, words: string) => (isSaid(words, said) ? 'it' : quotation))
  for (const subject of subjects) judged = replaceAllOf(judged, subject)
  return { text: judged, folded: fold(judged) }
}

function isSaid(words: string, said: string): boolean {
  return said.includes(
    words
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/[.,;:!?…]+$/, '')
      .trim(),
  )
}

function replaceAllOf(text: string, subject: string): string {
  const at = text.toLowerCase().indexOf(subject)
  return at < 0 ? text : `${text.slice(0, at)}it${replaceAllOf(text.slice(at + subject.length), subject)}`
}

interface Name {
  readonly concept: Concept
}

const names = new Map<string, Name>()
const longNames: { readonly letters: string; readonly concept: Concept }[] = []
const everydayWhenSqueezed = new Set([
  'bothends',
  'eachend',
  'eitherend',
  'halving',
  'basecase',
  'bottomup',
  'topdown',
  'oncepass',
  'inplace',
  'inorder',
  'onescan',
  'onego',
  'onesweep',
  'oneloop',
  'sentinel',
  'prune',
  'orderofn',
  'backedge',
  'twoends',
  'sortthe',
  'sortit',
  'sortby',
  'sortand',
  'sortall',
  'bystart',
])
for (const [concept, words] of Object.entries(conceptWords) as [Concept, (typeof conceptWords)[Concept]][]) {
  for (const name of words.names) {
    names.set(name.split(' ').map(root).join(' '), { concept })
    const letters = name.replaceAll(' ', '')
    if (letters.length >= 7 && !everydayWhenSqueezed.has(letters)) longNames.push({ letters, concept })
  }
}
/** Everyday words that are the heart of a technique's name, for passages that are disguised anyway. */
const hearts = new Set(
  'hash map maps set sets stack stacks queue queues heap heaps tree trees graph graphs trie tries sort sorted sorting window windows pointer pointers greedy memo cache table dictionary prefix suffix binary search recursion recursive dynamic linked list lists array index'.split(
    ' ',
  ),
)

const mostWords = 4
const allConcepts = Object.keys(conceptWords) as Concept[]
const longest = new RegExp(longNames.map((entry) => entry.letters).join('|'))
const foreign = new Set(foreignPhrases.map((phrase) => phrase))
const scripts = new RegExp(foreignScripts.join('|'))

/** @param allowed the ideas the learner brought: saying them gives nothing away. */
export function findLeak({ text, folded }: Passage, { named, described }: Allowed): Leak | undefined {
  return (
    findMarkup(text) ??
    (hasFence(text) || looksLikeCode(text) ? { reason: 'code' } : undefined) ??
    findForeign(text, folded) ??
    findName(folded, named) ??
    findOrdinary(folded, named) ??
    findShape(folded, described) ??
    findDisguise(text, folded, named) ??
    (procedureWeight(folded.tokens) >= (isStep(text) ? 4 : 5) ? { reason: 'procedure' } : undefined)
  )
}

/** What only two passages together say: shapes and procedures over both. */
export function findJointLeak(before: Passage, next: Passage, { named, described }: Allowed): Leak | undefined {
  const tokens = [...before.folded.tokens, ...next.folded.tokens]
  const joint: Folded = { text: tokens.join(' '), tokens }
  return (
    findName({ tokens: [...before.folded.tokens.slice(-3), ...next.folded.tokens.slice(0, 3)], text: '' }, named) ??
    findShape(joint, described) ??
    (procedureWeight(tokens) >= (isStep(next.text) ? 6 : 8) ? { reason: 'procedure' } : undefined)
  )
}

/** First letters of sentences, lines or words that spell a name. */
export function findAcrostic(initials: string, { named }: Allowed): Leak | undefined {
  return findLetters(initials, named)
}

const spelled = [...new Set([...longNames.map((entry) => entry.letters), ...hearts])]

/** First letters of lines that begin to spell a name: three are enough, for at the whole name it would be too late. */
export function findLineAcrostic(initials: string, { named }: Allowed): boolean {
  const ending = initials.slice(-3)
  return named.size === 0 && ending.length === 3 && spelled.some((name) => name.startsWith(ending))
}

/** The ideas that a text calls by name. */
export function conceptsNamed(text: string): Concept[] {
  const folded = fold(text)
  return allConcepts.filter((concept) => {
    const others = new Set(allConcepts.filter((other) => other !== concept))
    return findName(folded, others) !== undefined || findOrdinary(folded, others) !== undefined
  })
}

/** The ideas that a text tells in plain words. */
export function conceptsDescribed(text: string): Concept[] {
  const folded = fold(text)
  return shapes.filter(({ patterns }) => patterns.some((pattern) => pattern.test(folded.text))).map(({ concept }) => concept)
}

const markup = /!?\[[^\]\n]*\]\(|https?:\/\/|www\.|<\/?[a-z!][^>\n]*>|&#?\w+;|\\u[0-9a-f]{4}|%[0-9a-f]{2}%[0-9a-f]{2}|javascript:|data:/i
const prompts =
  /\b(?:system prompt|my instructions|my rules|these instructions|as an ai|language model|ignore (?:all|any|the|your|previous)|developer message|jailbreak)\b/i

function findMarkup(text: string): Leak | undefined {
  if (markup.test(text)) return { reason: 'markup' }
  return prompts.test(text) ? { reason: 'prompt' } : undefined
}

function findForeign(text: string, folded: Folded): Leak | undefined {
  const lower = plain(text)
  const composed = text.normalize('NFKC').toLowerCase()
  if (scripts.test(composed) || scripts.test(lower)) return { reason: 'language' }
  if (/\b[oθω]\s*\(/iu.test(composed)) return { reason: 'technique', concept: 'complexity' }
  const other = (text.match(/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu) ?? []).length
  if (other >= 3) return { reason: 'language' }
  for (let size = 1; size <= 3; size += 1)
    for (let at = 0; at + size <= folded.tokens.length; at += 1)
      if (foreign.has(folded.tokens.slice(at, at + size).join(' '))) return { reason: 'language' }
  if (!soundsEnglish(text)) return { reason: 'language' }
  const strange = folded.tokens.filter((token) => foreignFunctionWords.has(token) && !sharedWords.has(token)).length
  return folded.tokens.length >= 4 && strange / folded.tokens.length >= 0.2 && strange >= 2 ? { reason: 'language' } : undefined
}

/** English runs on its small words; a sentence of another language, or of none, lacks them. */
function soundsEnglish(text: string): boolean {
  const spoken = words(withoutValues(text)).filter((word) => !/\d/.test(word.text))
  const small = spoken.filter((word) => isStopWord(word.text)).length
  return spoken.length < 3 || (spoken.length < 6 ? small > 0 : small / spoken.length >= 0.2)
}

function findName(folded: Folded, allowed: ReadonlySet<Concept>): Leak | undefined {
  const roots = folded.tokens.map(root)
  for (let at = 0; at < roots.length; at += 1) {
    let key = ''
    for (let size = 1; size <= mostWords && at + size <= roots.length; size += 1) {
      key = size === 1 ? (roots[at] ?? '') : `${key} ${roots[at + size - 1]}`
      const name = names.get(key)
      if (name !== undefined && !allowed.has(name.concept)) return { reason: 'technique', concept: name.concept }
    }
  }
  return undefined
}

const ordinary = (Object.entries(conceptWords) as [Concept, (typeof conceptWords)[Concept]][]).flatMap(([concept, words]) =>
  (words.ordinary ?? []).map((pattern) => ({ concept, pattern })),
)

function findOrdinary(folded: Folded, allowed: ReadonlySet<Concept>): Leak | undefined {
  const found = ordinary.find(({ concept, pattern }) => !allowed.has(concept) && pattern.test(folded.text))
  return found === undefined ? undefined : { reason: 'technique', concept: found.concept }
}

function findShape(folded: Folded, allowed: ReadonlySet<Concept>): Leak | undefined {
  const found = shapes.find(({ concept, patterns }) => !allowed.has(concept) && patterns.some((pattern) => pattern.test(folded.text)))
  return found === undefined ? undefined : { reason: 'described', concept: found.concept }
}

const riddles =
  /\b(?:rhym\w+|(?:starts?|begins?) with the letters?|spell(?:s|ed|ing|t)?\b(?! out\b)|(?:read|reads|written|say|said|spelled) (?:this |it )?(?:backwards?|in reverse)|anagrams?|unscrambl\w*|decipher\w*|ciphers?|rot ?13|base ?64|hexadecimal|(?:first|initial) letters|every (?:first|second|third) (?:letter|word)|synonyms? (?:of|for)|morse|pig latin|crossword|charade)\b/

function findDisguise(text: string, folded: Folded, allowed: ReadonlySet<Concept>): Leak | undefined {
  if (riddles.test(folded.text)) return { reason: 'disguised' }
  const bare = withoutValues(text)
  const figures = leetWords(bare)
  if (figures.length >= 2 || figures.some((word) => hearts.has(word) || hearts.has(root(word)))) return { reason: 'disguised' }
  if (hasLooseLetters(bare)) return { reason: 'disguised' }
  if (folded.tokens.some((token) => hearts.has(token) && !plain(text).includes(token))) return { reason: 'disguised' }
  if (mentionsMirrored(folded)) return { reason: 'disguised' }
  const unreadable = plain(text)
    .match(/[a-z0-9+/=_-]{16,}/g)
    ?.find((token) => !/^[a-z]+(?:[-_][a-z]+)*$/.test(token) || token.length > 24)
  if (unreadable !== undefined || text.match(/[A-Za-z0-9+/]{8,}/g)?.some(isEncoded)) return { reason: 'disguised' }
  const letters = squeezed(folded)
  const backwards = Array.from(opened(text).replace(/[^a-z]/g, ''))
    .reverse()
    .join('')
  return (
    findLetters(letters, allowed) ?? findLetters(backwards, allowed) ?? findLetters(rotated(letters), allowed) ?? findRotatedName(folded, allowed)
  )
}

/** Base64 of readable text: capitals in the middle of a word, and plain signs once decoded. */
function isEncoded(word: string): boolean {
  return /[a-z].*[A-Z].*[a-z0-9]/.test(word) && /^[\x20-\x7e]{5,}$/.test(Buffer.from(word, 'base64').toString('latin1'))
}

/** The text without quotations and bracketed values. */
function withoutValues(text: string): string {
  return text.replace(/“[^”\n]{0,200}”|"[^"\n]{0,200}"|‘[^’\n]{0,200}’|\[[^\]\n]{0,200}\]|\([^)\n]{0,200}\)/g, ' ')
}

/** Four letters in a row that stand alone, whatever is put between them: a word taken apart. */
function hasLooseLetters(text: string): boolean {
  return /(?<![a-z0-9'’])[a-z](?:[^a-z0-9'’,.?!]+[a-z](?![a-z0-9'’])){3,}/.test(plain(text)) || /(?<![a-z])(?:[a-z][.·•*_-] ?){4,}/.test(plain(text))
}

/** Words that make sense only backwards or shifted by half the alphabet. */
function mentionsMirrored(folded: Folded): boolean {
  return folded.tokens.some((token) => token.length >= 4 && (hearts.has(Array.from(token).reverse().join('')) || hearts.has(rotated(token))))
}

function findLetters(letters: string, allowed: ReadonlySet<Concept>): Leak | undefined {
  const found = longest.exec(letters)?.[0]
  const concept = found === undefined ? undefined : longNames.find((entry) => entry.letters === found)?.concept
  return concept === undefined || allowed.has(concept) ? undefined : { reason: 'disguised', concept }
}

function findRotatedName(folded: Folded, allowed: ReadonlySet<Concept>): Leak | undefined {
  const tokens = folded.tokens.filter((token) => token.length >= 4).map(rotated)
  return findName({ tokens, text: '' }, allowed) === undefined ? undefined : { reason: 'disguised' }
}

function rotated(letters: string): string {
  return letters.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97))
}
