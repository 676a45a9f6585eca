/** One spelling for texts that look alike: no marks, no invisible characters, look-alikes of other scripts as Latin, small letters. */

export interface Folded {
  readonly text: string
  /** For each character of the folded text, and for its end, where it stands in the original (UTF-16 code units). */
  readonly at: readonly number[]
}

/** Letters that are drawn like Latin ones and that no normalisation turns into them. */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries([
  ...pairs('авеікмнорстухјѕԁԛԝһӏґ', 'abeikmhopctyxjsdqwhlr'),
  ...pairs('αβεηικνορτυχωγ', 'abenikvoptuxwy'),
  ...pairs('ıɡɑʋʏꞵøđłħ', 'igavybodlh'),
])

function pairs(from: string, to: string): (readonly [string, string])[] {
  return [...from].map((letter, index) => [letter, to[index] ?? letter] as const)
}

export function fold(text: string): Folded {
  const letters: string[] = []
  const at: number[] = []
  let index = 0
  for (const character of text) {
    for (const part of character.normalize('NFKD').toLowerCase()) {
      if (/[\p{M}\p{Cf}]/u.test(part)) continue
      const plain = lookAlikes[part] ?? part
      letters.push(plain)
      for (let unit = 0; unit < plain.length; unit += 1) at.push(index)
    }
    index += character.length
  }
  at.push(text.length)
  return { text: letters.join(''), at }
}

/** Where a piece of the folded text stands in the original. */
export function spanOf({ at }: Folded, start: number, end: number): { readonly start: number; readonly end: number } {
  const last = at.at(-1) ?? 0
  return { start: at[start] ?? last, end: at[end] ?? last }
}

const digitsAsLetters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', '@': 'a', $: 's', '!': 'i' }

export interface Word {
  /** The spellings that it may stand for: as folded, with digits as letters, with drawn-out letters once. */
  readonly spellings: readonly string[]
  readonly start: number
  readonly end: number
}

/** The words of a folded text, and letters that stand apart ("a b c") as the word they make. */
export function wordsOf(folded: Folded): readonly Word[] {
  const found = [...folded.text.matchAll(/[\p{L}\p{N}@$!]+/gu)].map((match) => wordAt(folded, match.index, match[0]))
  const apart = [...folded.text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[\s._*-]{1,2}[\p{L}\p{N}]){2,40}(?![\p{L}\p{N}])/gu)]
  return [...found, ...apart.map((match) => ({ ...wordAt(folded, match.index, match[0]), spellings: ofLetters(match[0].replace(/[\s._*-]/g, '')) }))]
}

function wordAt(folded: Folded, index: number, word: string): Word {
  return { spellings: spellingsOf(word), ...spanOf(folded, index, index + word.length) }
}

/** An article before the letters looks like one of them. */
function ofLetters(letters: string): readonly string[] {
  return [letters, letters.slice(1)].flatMap(spellingsOf)
}

function spellingsOf(word: string): readonly string[] {
  const bare = word.replace(/^[!@$]+|[!@$]+$/g, '')
  const lettered = /\p{L}/u.test(word) ? [...word].map((character) => digitsAsLetters[character] ?? character).join('') : word
  return [
    ...new Set(
      [word, bare, lettered].flatMap((spelling) => [spelling, spelling.replace(/(.)\1{2,}/gu, '$1'), spelling.replace(/(.)\1{2,}/gu, '$1$1')]),
    ),
  ]
}
