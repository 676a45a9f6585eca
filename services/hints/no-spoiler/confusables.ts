/** Letters of other scripts that pass for Latin ones, listed by the Latin letter they imitate. */

const imitators: Readonly<Record<string, string>> = {
  a: 'аαɑᴀΑА∂@',
  b: 'ЬьβʙΒВвᏏ',
  c: 'сϲᴄСϹς¢',
  d: 'ԁɗᴅժÐð',
  e: 'еєεҽᴇΕЕ€',
  f: 'ϝғꜰƒ',
  g: 'ɡցԍɢ',
  h: 'һհнʜΗНђ',
  i: 'іιɪıΙІӀ¡',
  j: 'јϳᴊЈ',
  k: 'κкᴋΚК',
  l: 'ӏⅼʟ|',
  m: 'мᴍΜМ',
  n: 'ոռηпɴΝИи',
  o: 'оοσօᴏΟОØø',
  p: 'рρᴘΡР',
  q: 'ԛզ',
  r: 'гʀяЯ',
  s: 'ѕꜱЅ$',
  t: 'тτᴛΤТ',
  u: 'υսᴜцμ',
  v: 'νѵᴠV',
  w: 'ԝѡωᴡшщ',
  x: 'хχΧХ×',
  y: 'уγүʏΥУ',
  z: 'ᴢΖ',
}

const latin: ReadonlyMap<string, string> = new Map(
  Object.entries(imitators).flatMap(([letter, others]) => [...others].map((other) => [other, letter])),
)

/** @returns the text with each imitating letter replaced; capitals may become small letters. */
export function unmasked(text: string): string {
  return [...text].map((letter) => latin.get(letter) ?? letter).join('')
}
