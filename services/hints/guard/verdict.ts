/** Whether a sentence says that an idea is right or wrong, or answers a question that was put to draw it out: a letter, a word, a yes. */
import type { Passage } from './passage.ts'

const opening =
  /^\W*(?:yes|yep|yeah|yup|exactly|correct|right|precisely|indeed|bingo|absolutely|certainly|definitely|of course|true|false|no|nope|nah|wrong|not quite|almost|close|warm|warmer|cold|colder|hot)\b(?! (?:one|two|three|matter|input|value|values|place|places|such|longer|case|doubt|answer|number|numbers|idea at|to|from|in your|what|where|which|after|before|at)\b)/i

/** An option that was offered, as the whole answer. */
const letter = /^\W*[a-e]\W*(?:$|[.!):,]\s)/i

const subject =
  '(?:it|this|that|your (?:\\w+ )?(?:idea|plan|guess|hunch|approach|thought|answer|instinct|choice)|the (?:first|second|last|former|latter|other) (?:one|idea|option))'
const verdict = new RegExp(
  [
    "\\byou(?:['’]re| are| were)? (?:quite |absolutely |completely |nearly |almost |so )?(?:right|correct|wrong|mistaken|close|there|on (?:the |a )?(?:right|wrong|good) (?:track|path|way)|getting (?:warm\\w*|close\\w*|there|colder|hot\\w*)|(?:nailed|got|found|named|guessed) it)\\b",
    `\\b${subject}(?:(?:['’]s| is| was| would be)(?: \\w+){0,2} (?:right|correct|wrong|the (?:key|trick|answer|one|way|solution|insight|right \\w+))|(?: will| would| won['’]t| wouldn['’]t| does| doesn['’]t| can| could)?(?: indeed| really| not)? works?)(?=[\\s.,;:!?]|$)(?! (?:by hand|on|for|in|when|if|where|with|until))`,
    '\\b(?:the )?(?:right|correct|wrong|best|better) (?:idea|approach|choice|way|track|tool|technique|structure|option|letter|word|guess|answer) (?:is|was|here|starts|begins|would be)\\b',
    '\\b(?:good|great|nice|excellent|perfect|brilliant|bad|poor) (?:idea|choice|call|guess|thinking|instinct|approach|catch|plan)\\b',
    '\\b(?:option|letter|answer|choice) [a-e]\\b|\\b(?:starts|begins|ends) with (?:the letter |an? )?[“"‘\']?[a-z]\\b[”"’\']?(?! )|\\brhymes with\\b|\\b(?:it|name|word|technique) sounds like\\b|\\b(?:first|second|third|next|last) letter\\b|\\b\\w+ letters? long\\b',
  ].join('|'),
  'i',
)

export function isVerdict({ text }: Passage): boolean {
  return opening.test(text) || letter.test(text) || verdict.test(text)
}
