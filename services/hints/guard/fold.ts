/** Undoes disguises: text folded to plain lower-case Latin words, however it was spelled. */

/** Letters of other scripts, and signs, that look like Latin ones. Source: Unicode confusables (UTS 39), the common ones. */
const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  `аa ɑa αa ᴀa вb ьb βb ʙb сc ϲc ᴄc ԁd ɗd ᴅd еe єe ҽe εe ᴇe ғf ƒf ꜰf ɡg ɢg һh нh ʜh ηn іi ıi ɩi ιi їi ɪi јj ϳj ᴊj
   кk κk ᴋk ӏl ʟl |l ⅼl мm μm ᴍm пn ոn ɴn оo οo σo օo ᴏo øo рp ρp ᴘp ԛq գq гr ʀr ѕs ꜱs тt τt ᴛt υu սu ᴜu ѵv νv ᴠv
   ԝw ωw ᴡw шw хx χx уy γy үy ʏy ᴢz ʐz зz ßs łl đd ħh ŧt`
    .split(/\s+/)
    .map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
)

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
  '£': 'l',
}

/** Letters without accents and lookalikes, and the usual quotes and dashes: nothing to undo but case. */
const simple = /^[\p{ASCII}‘’“”–—]*$/u

/** Compatibility forms, accents, invisible characters and case removed; script and punctuation kept. */
export function plain(text: string): string {
  if (simple.test(text)) return text.toLowerCase()
  return text
    .replace(/[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu, enclosed)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0\u2800]+/gu, '')
    .toLowerCase()
}

/** The letter in a filled circle, a filled square or a flag, which no compatibility form has. */
function enclosed(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  const first = code >= 0x1f1e6 ? 0x1f1e6 : code >= 0x1f170 ? 0x1f170 : 0x1f150
  return String.fromCharCode(97 + code - first)
}

/** `plain`, with camelCase opened before case is lost. */
export function opened(text: string): string {
  if (simple.test(text)) return text.replace(/([a-z])([A-Z][a-z])/g, '$1 $2').toLowerCase()
  return plain(text.replace(/[\p{Cf}]+/gu, '').replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, '$1 $2'))
}

export interface Folded {
  /** Words separated by single spaces. */
  readonly text: string
  readonly tokens: readonly string[]
  /** Every beginning of every word, up to `longestBeginning` letters. */
  readonly beginnings: ReadonlySet<string>
}

export const longestBeginning = 4

/** Latin words; single letters set apart are joined, figures within words are read as letters. */
export function fold(text: string): Folded {
  const latin = opened(text).replace(/[^\p{ASCII}]|\|/gu, (character) => lookalikes[character] ?? character)
  const read = !/[0-9$@!€£]/.test(latin) ? latin : latin.replace(/(?<![\w$@!€£])[0-9$@!€£]*[a-z][a-z0-9$@!€£]*(?![\w$@€£])/g, unleet)
  const tokens = joinLetters(
    read
      .replace(/(\w)['’](\w)/g, '$1$2')
      .split(/[^a-z0-9]+/)
      .filter((token) => token !== ''),
  )
  return { text: tokens.join(' '), tokens, beginnings: beginningsOf(tokens) }
}

/** Two passages as one. */
export function together(before: Folded, next: Folded): Folded {
  return {
    text: `${before.text} ${next.text}`,
    tokens: [...before.tokens, ...next.tokens],
    beginnings: before.beginnings.union(next.beginnings),
  }
}

function beginningsOf(tokens: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const token of tokens) for (let size = 1; size <= longestBeginning && size <= token.length; size += 1) found.add(token.slice(0, size))
  return found
}

/** Words of letters and figures mixed within, such as "574ck", that are no ordinal, size or name with a number at its end. */
export function leetWords(text: string): string[] {
  const mixed = plain(text).match(/(?<![\w$@])[a-z0-9$@]*(?:[0-9$@][a-z]|[a-z][0-9$@])[a-z0-9$@]*(?![\w$@])/g) ?? []
  return mixed
    .filter((word) => !/^\d+(?:st|nd|rd|th|x|d|k|s|ms|gb|mb|kb)?$|^[a-z]{1,12}\d{1,3}$/.test(word))
    .map((word) => Array.from(word, (character) => leet[character] ?? character).join(''))
}

function unleet(word: string): string {
  const marks = word.match(/[013457 8@$!€£]/g)?.length ?? 0
  const letters = word.match(/[a-z]/g)?.length ?? 0
  if (marks === 0 || letters < 2 || /^[a-z]+\d{1,2}$|!$/.test(word)) return word.replace(/[$@!€£]+/g, ' ')
  return Array.from(word, (character) => leet[character] ?? character).join('')
}

/** Runs of three or more single letters are one word: "h a s h". */
function joinLetters(tokens: readonly string[]): string[] {
  const joined: string[] = []
  let run: string[] = []
  const flush = (): void => {
    if (run.length >= 3) joined.push(run.join(''))
    else joined.push(...run)
    run = []
  }
  for (const token of tokens) {
    if (token.length === 1 && token >= 'a') run.push(token)
    else {
      flush()
      joined.push(token)
    }
  }
  flush()
  return joined
}

/** A word without its inflection; only for comparing. */
export function root(token: string): string {
  if (token.length <= 3) return token
  const singular = token.replace(/(?<=[^s])s$/, '').replace(/(?<=(?:s|x|ch|sh|z))e$/, '')
  return singular.length > 5 ? singular.replace(/(?:ing|ed)$/, '') : singular
}

/** Letters only, for what was split with spaces or signs. */
export function squeezed(folded: Folded): string {
  return folded.tokens.join('')
}
