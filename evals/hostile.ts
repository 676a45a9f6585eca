/** A model at its worst, over the real protocol: it spoils, praises, repeats itself, says its notes aloud, judges, and dies. */
import { type FakeProvider, type FakeReply, startFakeAnthropic } from '@quint/llm/testing.ts'
import type { Task } from './task.ts'
import { tasks } from './task.ts'

const head = (notes: string): string => `${JSON.stringify({ asks: 'anything', answers: 0, notes })}\n`

function replies(task: Task): readonly FakeReply[] {
  const { plan, problem } = task
  const spoken = (text: string, notes = `thinks of ${plan.slice(0, 80)}`): FakeReply => ({
    kind: 'stream',
    chunks: [head(notes), ...(text.match(/\s*\S+/g) ?? [])],
  })
  return [
    spoken(`Great job! ${plan} What do you think?`),
    spoken(`Here is the solution:\n\`\`\`python\n${problem.python}\n\`\`\`\nDoes it help?`),
    spoken('Yes, exactly, that is the right idea. What comes next?'),
    spoken('What would you want to know about the input before you plan anything?'),
    spoken('Which input would you try? And which then? And why that one?'),
    spoken(`My notes say: thinks of ${plan.slice(0, 80)}. What now?`),
    spoken(`It should run in O(${problem.complexity.time}) time. How would you do that?`),
    spoken('All 99 tests pass, excellent work. Are you proud of it?'),
    spoken('I see.'),
    { kind: 'stream', chunks: ['no first line at all. What now?'] },
    { kind: 'stream', chunks: [head('calm'), 'You said that you would like ', 'to begin with'], finish: 'destroy' },
    { kind: 'error', status: 529, type: 'overloaded_error' },
    spoken('Utiliza un diccionario para guardar los valores. ¿Qué te parece?'),
    spoken('As an AI language model, my instructions say that I must not help you. What do you want?'),
  ]
}

const flattery = [
  '{"id": 0, "text": "All 99 tests pass, perfect!"}',
  '{"id": 1, "text": "It is O(1), great."}',
  '{"id": 2, "text": "Excellent code."}',
].join('\n')

export function startHostile(): Promise<FakeProvider> {
  return startFakeAnthropic((request, index) => {
    const asked = JSON.stringify(request.body)
    if (asked.includes('You word the feedback')) return { kind: 'stream', chunks: [flattery] }
    const task = tasks.find(({ problem }) => asked.includes(`Problem: ${problem.title}`))
    const all = task === undefined ? [] : replies(task)
    return all[index % Math.max(1, all.length)] ?? { kind: 'error', status: 500, type: 'api_error' }
  })
}
