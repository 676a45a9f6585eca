/** The coaches by the names that learners know. */
const names: Readonly<Record<string, string>> = {
  offline: 'Quint’s own coach',
  anthropic: 'Anthropic',
  openai: 'OpenAI',
  compatible: 'A model of this place',
}

export function coachName(source: string): string {
  return names[source] ?? source
}

/** Who has written a text; "mixed": the offline coach brought the words of a model to their end. */
export function writtenBy(source: string): string {
  return source === 'mixed' ? 'from a model and Quint’s own coach' : `from ${inSentence(source)}`
}

/** As it stands in the middle of a sentence. */
export function inSentence(source: string): string {
  return coachName(source).replace(/^A /, 'a ')
}

/** What a learner is told whose coach is not there. */
export function missingWords(source: string): string {
  return `You chose ${inSentence(source)} in your settings, which this place does not have now. Its usual coach answers instead.`
}
