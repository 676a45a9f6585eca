/** All that a stubborn reader could make of a text: invisible signs removed, letters joined, ciphers undone. */
import { Buffer } from 'node:buffer'
import { unmasked } from './confusables.ts'

/** `h a s h`, `h-a-s-h`, `h.a.s.h`: three or more single letters with the same separator. */
const apart = /(?<!\p{L})\p{L}([^\p{L}\p{N}]{1,2})\p{L}(?:\1\p{L})+(?!\p{L})/gu

/** Every distinct reading of the text, in small letters, words separated by one space. The first is the plain one. */
export function readingsOf(text: string): string[] {
  const bare = visible(text)
  const open = unmasked(bare)
  const all = [
    bare,
    open,
    joined(bare),
    joined(open),
    digitsAsLetters(open, 'i'),
    digitsAsLetters(open, 'l'),
    shifted(open),
    backwards(open.toLowerCase()),
  ]
  const blobs = [...decodedBase64(bare), ...decodedHex(bare)].map(visible)
  return [...new Set([...all, ...blobs].map(words))]
}

/** Decoded in place and freed of invisible signs, but with its symbols and lines: what code would be seen in. */
export function visible(text: string): string {
  return entities(percent(text))
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\u115f\u1160\u3164\uffa0\u2800]/gu, '')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2013\u2014\u2212]/g, '-')
}

/** First letters of lines, sentences and words, and last letters of lines, as strings of small letters. */
export function initialsOf(text: string): { byLine: string[]; byWord: string } {
  const open = unmasked(visible(text)).toLowerCase()
  const lines = open.split('\n').map((line) => line.replace(/[^a-z]/g, ''))
  const sentences = open.split(/[.!?\n]+/).map((sentence) => sentence.replace(/[^a-z]/g, ''))
  const first = (parts: string[]) => parts.map((part) => part.charAt(0)).join('')
  const last = lines.map((line) => line.charAt(line.length - 1)).join('')
  return { byLine: [first(lines), first(sentences), last], byWord: first(open.split(/[^a-z']+/)) }
}

/** Words apart by one space; `hashMap` and `hash_map` are two words; `n - 1` says minus; accents are gone already. */
export function words(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/\b([a-z]) ?- ?(\d)/g, '$1 minus $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function entities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" }
  return text
    .replace(/&#x([0-9a-f]{1,5});/gi, (_, digits: string) => fromCode(Number.parseInt(digits, 16)))
    .replace(/&#(\d{1,6});/g, (_, digits: string) => fromCode(Number(digits)))
    .replace(/\\u\{?([0-9a-f]{4})\}?/gi, (_, digits: string) => fromCode(Number.parseInt(digits, 16)))
    .replace(/&(amp|lt|gt|quot|nbsp|apos);/g, (whole, name: string) => named[name] ?? whole)
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

function percent(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, digits: string) => fromCode(Number.parseInt(digits, 16)))
}

/** The words that the text spells letter by letter. */
export function spelledOut(text: string): string[] {
  return [...unmasked(visible(text)).toLowerCase().matchAll(apart)].map(([run, separator]) => run.split(separator ?? ' ').join(''))
}

function joined(text: string): string {
  return text.replace(apart, (run: string, separator: string) => run.split(separator).join('')).replace(/(\p{Ll})-(?=\p{Ll})/gu, '$1')
}

function digitsAsLetters(text: string, one: string): string {
  const letters: Readonly<Record<string, string>> = { 0: 'o', 1: one, 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g', '!': 'i', '+': 't' }
  return text.replace(/[0134578]|[!+](?=\p{L})/gu, (digit) => letters[digit] ?? digit)
}

function shifted(text: string): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz'
  return text.toLowerCase().replace(/[a-z]/g, (letter) => alphabet.charAt((alphabet.indexOf(letter) + 13) % 26))
}

function backwards(text: string): string {
  return [...text].reverse().join('')
}

function decodedBase64(text: string): string[] {
  const found = text.match(/[A-Za-z0-9+/_-]{12,}/g) ?? []
  return found.flatMap((blob) => [0, 1, 2, 3].map((skip) => printable(Buffer.from(blob.slice(skip), 'base64'))).filter((plain) => plain !== ''))
}

function decodedHex(text: string): string[] {
  const found = text.match(/(?:[0-9a-f]{2}[\s:]?){6,}/gi) ?? []
  return found.map((blob) => printable(Buffer.from(blob.replace(/[^0-9a-f]/gi, ''), 'hex'))).filter((plain) => plain !== '')
}

/** @returns the text of the bytes, or nothing when they are not mostly text. */
function printable(bytes: Buffer): string {
  const plain = bytes.toString('utf8')
  const readable = plain.match(/[\p{L}\p{N}\p{P}\s]/gu)?.length ?? 0
  return readable >= 0.9 * [...plain].length ? plain : ''
}
