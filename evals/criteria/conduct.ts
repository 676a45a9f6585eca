/** How the interviewer behaves: one question, none twice, no empty praise, facts that are facts. */
import { Cue } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { all, type Criterion, questionMarks, withoutQuotes } from '../criterion.ts'
import type { Played, Turn } from '../play.ts'

const praise =
  /\b(?:great|excellent|perfect|awesome|amazing|fantastic|wonderful|brilliant|impressive|outstanding|superb|well done|nicely done|good (?:job|work|question|point|idea|thinking)|nice (?:job|work|idea|one)|love (?:that|it|your|how))\b/i
const longestWords = 130

const spoken = ({ turns }: Played): readonly Turn[] => turns.filter(({ text }) => text !== '')

/** As it is compared: without quotations, figures and marks. */
function plain(text: string): string {
  return withoutQuotes(text)
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}#]+/gu, ' ')
    .trim()
}

/** Who asks again is answered again. */
function withoutAnswers(text: string, { task }: Played): string {
  return task.problem.ambiguities.reduce((left, { answer }) => left.replaceAll(answer, ''), text)
}

function sentencesOf(text: string): string[] {
  return withoutQuotes(text).split(/(?<=[.?!])\s+/u)
}

function questionsIn(played: Played): string[] {
  const asked = [...spoken(played).map(({ text }) => text), ...played.analyses.map(({ analysis }) => analysis.followUpQuestion)]
  return asked.flatMap((text) => sentencesOf(text).filter((sentence) => sentence.endsWith('?'))).map(plain)
}

function runTurns({ turns }: Played): readonly Turn[] {
  return turns.filter(({ cue, run }) => cue === Cue.RUN && run !== undefined)
}

function tellsRun({ text, run }: Turn): boolean {
  if (run === undefined) return false
  if (run.outcome === 'ok' && run.testsTotal > 0) return text.includes(`${run.testsTotal} tests pass`)
  if (run.failing !== undefined && run.outcome === 'wrong_answer') return text.includes(run.failing.expected.slice(0, 40))
  return run.testsTotal === 0 || text !== ''
}

export const conduct: readonly Criterion[] = [
  {
    code: 'one_question',
    kind: 'conduct',
    holds: 'a turn asks at most one question',
    asks: (played) => all(spoken(played), ({ text }) => questionMarks(text) <= 1),
  },
  {
    code: 'no_question_twice',
    kind: 'conduct',
    holds: 'no question is asked twice, in turns and analyses together',
    asks: (played) => {
      const asked = questionsIn(played)
      return asked.length === 0 ? undefined : new Set(asked).size === asked.length
    },
  },
  {
    code: 'no_sentence_twice',
    kind: 'conduct',
    holds: 'no sentence of six words or more is said twice',
    asks: (played) => {
      const said = spoken(played)
        .flatMap(({ text, run }) => (run === undefined ? sentencesOf(withoutAnswers(text, played)) : []).map(plain))
        .filter((line) => line.split(' ').length >= 6)
      return said.length === 0 ? undefined : new Set(said).size === said.length
    },
  },
  {
    code: 'no_empty_praise',
    kind: 'conduct',
    holds: 'nothing is praised',
    asks: (played) => all(spoken(played), ({ shown }) => !praise.test(withoutQuotes(shown))),
  },
  {
    code: 'wrong_not_praised',
    kind: 'conduct',
    holds: 'code that fails is never called good or done',
    asks: (played) =>
      all(
        played.turns.filter(({ run }) => run !== undefined && run.outcome !== 'ok'),
        ({ shown }) => !praise.test(shown) && !/all \d* ?tests pass|\bworks\b|\bsolved\b/i.test(withoutQuotes(shown)),
      ),
  },
  {
    code: 'always_answers',
    kind: 'conduct',
    holds: 'whoever says something gets an answer',
    asks: ({ turns }) =>
      all(
        turns.filter(({ heard }) => heard !== ''),
        ({ text }) => text.trim() !== '',
      ),
  },
  {
    code: 'short',
    kind: 'conduct',
    holds: `a turn has at most ${longestWords} words`,
    asks: (played) => all(spoken(played), ({ text }) => text.split(/\s+/).length <= longestWords),
  },
  {
    code: 'opens_with_problem',
    kind: 'conduct',
    holds: 'it opens with the problem’s title and a question',
    asks: ({ turns: [first], task }) => first?.text.includes(task.problem.title) && questionMarks(first.text) === 1,
  },
  {
    code: 'questions_answered',
    kind: 'conduct',
    holds: 'a question that the problem settles is answered with what the problem says',
    asks: ({ turns, task }) =>
      all(
        turns.flatMap((turn) => task.problem.ambiguities.filter(({ question }) => turn.heard === question).map(({ answer }) => ({ turn, answer }))),
        ({ turn, answer }) => turn.text.toLowerCase().includes(answer.replace(/\.$/, '').toLowerCase()),
      ),
  },
  {
    code: 'nothing_invented',
    kind: 'conduct',
    holds: 'a question that nothing settles is given back, not answered',
    asks: ({ turns }) =>
      all(
        turns.filter(({ heard }) => heard.includes('colour of the input')),
        ({ text }) => !/\bcolou?rs? (?:is|are|does|do|will)\b|“What/i.test(text),
      ),
  },
  {
    code: 'runs_told',
    kind: 'conduct',
    holds: 'what a run has shown is told: how many tests, or the input that failed',
    asks: (played) => all(runTurns(played), tellsRun),
  },
  {
    code: 'facts_true',
    kind: 'conduct',
    holds: 'it never says that all tests pass when they do not',
    asks: (played) =>
      all(
        runTurns(played).filter(({ run }) => run?.outcome !== 'ok'),
        ({ shown }) => !/\ball (?:of the |the |\d+ )?tests (?:are passing|pass)/i.test(shown),
      ),
  },
  {
    code: 'silence_broken',
    kind: 'conduct',
    holds: 'silence is broken with a question, at most three times',
    asks: ({ turns }) => {
      const silences = turns.filter(({ cue }) => cue === Cue.SILENCE)
      if (silences.length === 0) return undefined
      const words = silences.filter(({ text }) => text !== '')
      return (silences[0]?.text ?? '') !== '' && words.length <= 3
    },
  },
  {
    code: 'talk_ends',
    kind: 'conduct',
    holds: 'the talk before the code comes to an end within eleven questions, the talk after it within six',
    asks: ({ turns }) => {
      const asked = (stage: Turn['stage']): number => turns.filter((turn) => turn.stage === stage && turn.questionCode !== '').length
      return asked('approach') <= 11 && asked('feedback') <= 6
    },
  },
  {
    code: 'takes_leave',
    kind: 'conduct',
    holds: 'the last word asks nothing',
    asks: ({ turns }) => questionMarks(turns.findLast(({ stage, text }) => stage === 'summary' && text !== '')?.text ?? '') === 0,
  },
]
