/** Disguises of a text that a person, or a patient learner, can still undo. */

const lookalikes: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  j: 'ј',
  o: 'ο',
  p: 'р',
  s: 'ѕ',
  v: 'ν',
  x: 'х',
  y: 'у',
  A: 'Α',
  B: 'В',
  E: 'Ε',
  H: 'Н',
  K: 'Κ',
  M: 'М',
  N: 'Ν',
  O: 'О',
  P: 'Ρ',
  T: 'Т',
}

const leetDigits: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }

/** Cyrillic, Greek and Armenian letters in place of the Latin ones that look the same. */
export function homoglyphs(text: string): string {
  return [...text].map((letter) => lookalikes[letter] ?? letter).join('')
}

/** An invisible character after every second letter: zero-width space, joiner, word joiner, soft hyphen in turn. */
export function zeroWidth(text: string): string {
  const invisible = ['\u200b', '\u200d', '\u2060', '\u00ad']
  return [...text].map((letter, at) => (at % 2 === 1 ? letter + invisible[(at >> 1) % invisible.length] : letter)).join('')
}

export function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
}

/** Bold mathematical letters, as in posts that want to stand out. */
export function mathematical(text: string): string {
  return text
    .replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97))
    .replace(/[A-Z]/g, (letter) => String.fromCodePoint(0x1d400 + letter.charCodeAt(0) - 65))
}

/** One space between letters, three between words. */
export function letterSpaced(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => [...word].join(' '))
    .join('   ')
}

export function hyphenSplit(text: string): string {
  return text.replace(/[A-Za-z]{3,}/g, (word) => [...word].join('-'))
}

export function leet(text: string): string {
  return text.replace(/[aeiost]/gi, (letter) => leetDigits[letter.toLowerCase()] ?? letter)
}

export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97
    return String.fromCharCode(base + ((letter.charCodeAt(0) - base + 13) % 26))
  })
}

export function reversed(text: string): string {
  return [...text].reverse().join('')
}

/** Accents on top of the letters that leave them readable. */
export function accented(text: string): string {
  return text.replace(/[aeiou]/g, (letter) => `${letter}\u0301`)
}
