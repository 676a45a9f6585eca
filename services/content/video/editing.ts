/** One scene of a storyboard, written anew. */
import { moderate } from '@quint/moderation/moderate.ts'
import { mistakesOf } from '@quint/moderation/verdict.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { faultsOf } from '../storyboard/check.ts'
import { type Storyboard, storyboard } from '../storyboard/storyboard.ts'
import { invalid } from './request.ts'

const mostFields = 20

export function editedScene(board: Storyboard, index: number, bytes: Uint8Array): Storyboard {
  if (index < 0 || index >= board.scenes.length) throw invalid('sceneIndex', 'is not one of the video')
  const parsed = storyboard.safeParse({ ...board, scenes: board.scenes.map((scene, at) => (at === index ? readJson(bytes) : scene)) })
  if (!parsed.success) {
    const fields = parsed.error.issues
      .slice(0, mostFields)
      .map((issue) => ({ path: issue.path.slice(2).join('.') || 'scene', message: issue.message }))
    throw new Failure('invalid', 'The scene does not have the shape of one.', { fields })
  }
  const faults = faultsOf(parsed.data)
  if (faults.length > 0)
    throw new Failure('invalid', 'The scene is not good enough.', {
      fields: faults.slice(0, mostFields).map((message) => ({ path: 'scene', message })),
    })
  const { verdict, reasons } = moderate(JSON.stringify(parsed.data.scenes[index]), { without: ['solution_code'] })
  if (verdict === 'refuse') throw new Failure('invalid', 'This scene cannot stand as it is.', { fields: mistakesOf(reasons, 'scene') })
  return parsed.data
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw invalid('scene', 'must be JSON')
  }
}
