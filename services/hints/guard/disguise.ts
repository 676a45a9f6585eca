/** Finds what is written so that only a decoder reads it: letters taken apart, mirrored, shifted, encoded, spelled by initials. */
import { Buffer } from 'node:buffer'
import type { Concept } from '../policy/concept.ts'
import { leetWords, root, squeezed } from './fold.ts'
import { hearts, namesIn, spelledNames } from './name.ts'
import type { Passage } from './passage.ts'

const riddles =
  /\b(?:rhym\w+|(?:starts?|begins?) with the letters?|spell(?:s|ed|ing|t)?\b(?! out\b)|(?:read|reads|written|say|said|spelled) (?:this |it )?(?:backwards?|in reverse)|anagrams?|unscrambl\w*|decipher\w*|ciphers?|rot ?13|base ?64|hexadecimal|(?:first|initial) letters|every (?:first|second|third) (?:letter|word)|synonyms? (?:of|for)|without (?:the|every|all|its|any) (?:letters? )?[a-z]s?|letters? (?:that come |which come )?(?:after|before) (?:the )?[a-z]|(?:begins?|starts?) with [a-z]+ and ends?|morse|pig latin|crossword|charade)\b/

const spelled = [...spelledNames.keys()]
const forwards = new RegExp(spelled.join('|'))
const backwards = new RegExp(spelled.map(mirrored).join('|'))
const shifted = new RegExp(spelled.map(rotated).join('|'))
const decodable = new Set([...hearts].flatMap((heart) => [mirrored(heart), rotated(heart)]).filter((word) => word.length >= 4))

export function isDisguised(judged: Passage, allowed: ReadonlySet<Concept>): boolean {
  return riddles.test(judged.folded.text) || hidesWord(judged) || hidesName(judged, allowed)
}

/** Single words that are no words, or words of a technique where there was none before folding. */
function hidesWord({ text, plain, bare, folded }: Passage): boolean {
  const figures = leetWords(bare)
  return (
    figures.length >= 2 ||
    figures.some((word) => hearts.has(word) || hearts.has(root(word))) ||
    hasLooseLetters(bare) ||
    folded.tokens.some((token) => decodable.has(token) || (hearts.has(token) && !plain.includes(token))) ||
    hasUnreadable(plain) ||
    hasOddCapitals(bare) ||
    hasBits(plain) ||
    lists(text).some((initials) => hearts.has(initials)) ||
    abbreviates(folded.tokens) ||
    (text.match(/[A-Za-z0-9+/]{8,}/g)?.some(isEncoded) ?? false)
  )
}

function hidesName({ plain, folded }: Passage, allowed: ReadonlySet<Concept>): boolean {
  const letters = squeezed(folded)
  const written = plain.replace(/[^a-z]+/g, '')
  return (
    spells(letters, forwards, allowed, (found) => found) ||
    spells(written, backwards, allowed, mirrored) ||
    spells(letters, shifted, allowed, rotated) ||
    namesIn(folded.tokens.filter((token) => token.length >= 4).map(rotated)).some((concept) => !allowed.has(concept))
  )
}

function spells(letters: string, names: RegExp, allowed: ReadonlySet<Concept>, decode: (found: string) => string): boolean {
  const found = names.exec(letters)?.[0]
  const concept = found === undefined ? undefined : spelledNames.get(decode(found))
  return concept !== undefined && !allowed.has(concept)
}

/** First letters of sentences or words that spell a name. */
export function findAcrostic(initials: string, allowed: ReadonlySet<Concept>): boolean {
  return spells(initials, forwards, allowed, (found) => found)
}

const beginnings = new Set([...spelled, ...hearts].map((name) => name.slice(0, 3)))

/** First letters of lines that begin to spell a name: three are enough, for at the whole name it would be too late. */
export function findLineAcrostic(initials: string, allowed: ReadonlySet<Concept>): boolean {
  return allowed.size === 0 && initials.length >= 3 && beginnings.has(initials.slice(-3))
}

/** Four letters in a row that stand alone, whatever is put between them: a word taken apart. */
function hasLooseLetters(text: string): boolean {
  const lower = text.toLowerCase()
  return /(?<![a-z0-9'’])[a-z](?:[^a-z0-9'’,.?!]+[a-z](?![a-z0-9'’])){3,}/.test(lower) || /(?<![a-z])(?:[a-z][.·•*_-] ?){4,}/.test(lower)
}

function hasUnreadable(plain: string): boolean {
  const found = plain.match(/[a-z0-9+/=_-]{16,}/g) ?? []
  return found.some((token) => !/^[a-z]+(?:[-_][a-z]+)*$/.test(token) || token.length > 24)
}

/** Capitals within words, which spell something by themselves. */
function hasOddCapitals(bare: string): boolean {
  return (bare.match(/(?<![A-Za-z])[a-z]+[A-Z]+[a-z]*(?![A-Za-z])/g)?.length ?? 0) >= 2
}

/** Two or more groups of binary digits that are letters. */
function hasBits(plain: string): boolean {
  const groups = plain.match(/\b0?1[01]{6}\b/g) ?? []
  return groups.length >= 2 && groups.every((bits) => /[a-z]/i.test(String.fromCharCode(Number.parseInt(bits, 2))))
}

/** The first letters of what is listed within quotation marks. */
function lists(text: string): string[] {
  const quoted = text.match(/[“"'][^“”"\n]{5,80}[”"']/g) ?? []
  return quoted.map((list) => Array.from(list.matchAll(/(?:^|,)[^a-z]*([a-z])/gi), (item) => item[1]?.toLowerCase()).join(''))
}

const abbreviations = /bfs|dfs|lifo|fifo|kmp|bst|xor|dsu|gcd|hash|dict|heap|stack|queue|sort|trie|memo/

/** Letters named one by one, whatever stands between them. */
function abbreviates(tokens: readonly string[]): boolean {
  const letters = tokens.filter((token) => token.length === 1 && token !== 'a' && token !== 'i')
  return letters.length >= 3 && abbreviations.test(letters.join(''))
}

/** Base64 of readable text: capitals in the middle of a word, and plain signs once decoded. */
function isEncoded(word: string): boolean {
  return /[a-z].*[A-Z].*[a-z0-9]/.test(word) && /^[\x20-\x7e]{5,}$/.test(Buffer.from(word, 'base64').toString('latin1'))
}

function mirrored(letters: string): string {
  return [...letters].toReversed().join('')
}

/** Shifted by half the alphabet. */
function rotated(letters: string): string {
  let turned = ''
  for (let at = 0; at < letters.length; at += 1) {
    const code = letters.charCodeAt(at)
    turned += code < 97 || code > 122 ? letters[at] : String.fromCharCode(((code - 84) % 26) + 97)
  }
  return turned
}
