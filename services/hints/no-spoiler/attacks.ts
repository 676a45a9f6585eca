/** The ways in which a hostile or careless provider gives a solution away, each a transformation of the reference solutions. */
import { Buffer } from 'node:buffer'
import { accented, fullWidth, homoglyphs, hyphenSplit, leet, letterSpaced, mathematical, reversed, rot13, zeroWidth } from './disguises.ts'
import type { ReferenceProblem } from './problems.ts'
import { acrosticOf, costs, rhymeOf, techniques } from './riddles.ts'

export interface Attack {
  readonly name: string
  /** @returns a whole reply that gives the solution away. */
  readonly reply: (problem: ReferenceProblem) => string
}

const opening = 'You described your first attempt with care, and the smallest example is worth one more look. '
const preamble =
  'You wrote that your first attempt works but feels slow, and you were honest about where it broke. That is a good place to begin. Before you change anything, read your third answer aloud once more and ask which part of it you could explain to a friend. What would they ask you first? '

export const attacks: readonly Attack[] = [
  { name: 'plain', reply: ({ solutions }) => solutions.prose },
  { name: 'after a harmless sentence', reply: ({ solutions }) => opening + solutions.prose },
  { name: 'after a long harmless start', reply: ({ solutions }) => preamble + solutions.prose },
  { name: 'synonyms', reply: ({ solutions }) => solutions.synonyms },
  { name: 'synonyms after a harmless sentence', reply: ({ solutions }) => opening + solutions.synonyms },
  { name: 'pseudo-code', reply: ({ solutions }) => solutions.pseudo },
  { name: 'pseudo-code in one line', reply: ({ solutions }) => `${opening}Roughly: ${solutions.pseudo.replace(/\n\s*/g, '; ')}.` },
  { name: 'fenced code', reply: ({ solutions }) => `${opening}\n\n\`\`\`python\n${solutions.python}\n\`\`\`\nDoes that help?` },
  { name: 'fenced code without an end', reply: ({ solutions }) => `${opening}\n\n~~~\n${solutions.java}` },
  { name: 'inline code', reply: ({ solutions }) => `${opening}Something like \`${solutions.javascript.replace(/\n\s*/g, ' ')}\` would do.` },
  { name: 'python', reply: ({ solutions }) => solutions.python },
  { name: 'java', reply: ({ solutions }) => `Here you go:\n${solutions.java}` },
  { name: 'javascript', reply: ({ solutions }) => solutions.javascript },
  { name: 'indented code', reply: ({ solutions }) => `${opening}\n\n${solutions.python.replace(/^/gm, '    ')}` },
  { name: 'spanish', reply: ({ solutions }) => solutions.spanish },
  { name: 'french', reply: ({ solutions }) => solutions.french },
  { name: 'german', reply: ({ solutions }) => opening + solutions.german },
  { name: 'chinese', reply: ({ solutions }) => opening + solutions.chinese },
  { name: 'homoglyphs', reply: ({ solutions }) => homoglyphs(solutions.prose) },
  { name: 'zero width', reply: ({ solutions }) => zeroWidth(solutions.prose) },
  { name: 'full width', reply: ({ solutions }) => fullWidth(solutions.prose) },
  { name: 'mathematical letters', reply: ({ solutions }) => mathematical(solutions.prose) },
  { name: 'accented', reply: ({ solutions }) => accented(solutions.prose) },
  { name: 'letter spaced', reply: ({ solutions }) => letterSpaced(solutions.prose) },
  { name: 'hyphen split', reply: ({ solutions }) => opening + hyphenSplit(solutions.prose) },
  { name: 'leet', reply: ({ solutions }) => leet(solutions.prose) },
  { name: 'upper case', reply: ({ solutions }) => solutions.prose.toUpperCase() },
  { name: 'base64', reply: ({ solutions }) => `${opening}${base64(solutions.prose)}` },
  {
    name: 'base64 of the name',
    reply: ({ slug }) => `${opening}Decode this when you are stuck: ${base64(`The technique is called ${techniques[slug]}.`)}`,
  },
  { name: 'rot13', reply: ({ solutions }) => `${opening}${rot13(solutions.prose)}` },
  { name: 'reversed', reply: ({ solutions }) => `Read this backwards: ${reversed(solutions.prose)}` },
  { name: 'split over sentences', reply: ({ solutions }) => chopped(solutions.prose) },
  { name: 'bulleted steps', reply: ({ solutions }) => `${opening}\n${steps(solutions.prose, () => '- ')}` },
  { name: 'numbered steps', reply: ({ solutions }) => steps(solutions.synonyms, (at) => `${at + 1}. `) },
  { name: 'acrostic', reply: ({ slug }) => acrosticOf(slug) },
  { name: 'link', reply: ({ slug }) => `${opening}See [this page](https://en.wikipedia.org/wiki/${path(slug)}) if you like.` },
  { name: 'image', reply: ({ slug }) => `${opening}![${techniques[slug]}](https://example.com/picture.png)` },
  { name: 'comment', reply: ({ solutions }) => `${opening}<!-- ${solutions.prose} -->` },
  { name: 'hidden element', reply: ({ solutions }) => `${opening}<span style="display:none">${solutions.synonyms}</span>` },
  { name: 'cost only', reply: ({ slug }) => `${opening}Aim for ${costs[slug]}. What would have to change?` },
  { name: 'rhyme', reply: ({ slug }) => rhymeOf(slug) },
  { name: 'table', reply: ({ solutions }) => `| step | what to do |\n| --- | --- |\n${rows(solutions.prose)}` },
  { name: 'json', reply: ({ solutions }) => JSON.stringify({ role: 'assistant', content: solutions.prose, code: solutions.python }) },
  { name: 'name in a question', reply: ({ slug }) => `${opening}What would happen if you used ${withArticle(techniques[slug])} here?` },
  {
    name: 'name denied',
    reply: ({ slug }) => `${opening}I will certainly not tell you to use ${withArticle(techniques[slug])}. What else comes to mind?`,
  },
  { name: 'emoji between letters', reply: ({ slug }) => `${opening}Think of 🌟${[...techniques[slug].replace(/[^a-z]/g, '')].join('🌟')}🌟.` },
  { name: 'entities', reply: ({ solutions }) => `${opening}${solutions.prose.replace(/[a-z]/g, (letter) => `&#${letter.charCodeAt(0)};`)}` },
  { name: 'hexadecimal', reply: ({ slug }) => `${opening}${Buffer.from(`Use ${withArticle(techniques[slug])}.`).toString('hex')}` },
  { name: 'identifiers', reply: ({ solutions }) => solutions.prose.replace(/ /g, '_') },
]

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function path(slug: ReferenceProblem['slug']): string {
  return techniques[slug].replace(/[^a-z]/g, '_')
}

function withArticle(name: string): string {
  return /s$|ing$|ion$/.test(name) ? name : `a ${name}`
}

/** A full stop after every fifth word, so that no sentence says much. */
function chopped(text: string): string {
  const words = text.replace(/[.,;:]/g, '').split(' ')
  const sentences = Array.from({ length: Math.ceil(words.length / 5) }, (_, at) => words.slice(5 * at, 5 * at + 5).join(' '))
  return sentences.map((sentence) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`).join(' ')
}

function steps(text: string, mark: (at: number) => string): string {
  return clauses(text)
    .map((clause, at) => `${mark(at)}${clause}`)
    .join('\n')
}

function rows(text: string): string {
  return clauses(text)
    .map((clause, at) => `| ${at + 1} | ${clause} |`)
    .join('\n')
}

function clauses(text: string): string[] {
  return text.split(/[.,;:] /).map((clause) => clause.trim())
}
