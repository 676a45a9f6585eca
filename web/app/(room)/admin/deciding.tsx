'use client'
/** The two buttons under what waits for a decision: neither counts without a reason. */
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

export type Decision = 'approve' | 'remove'

export interface DecidingProps {
  /** What approving does, as in "Let it be seen". */
  readonly approve: string
  /** What follows from each. */
  readonly after: Readonly<Record<Decision, string>>
  readonly decide: (decision: Decision, reason: string) => Promise<void>
}

const remove = 'Take it down'

export function Deciding({ approve, after, decide }: DecidingProps) {
  const [decision, setDecision] = useState<Decision>()
  const verb = decision === 'remove' ? remove : approve
  return (
    <>
      <Button look="quiet" onClick={() => setDecision('approve')}>
        {approve}
      </Button>
      <Button look="danger" onClick={() => setDecision('remove')}>
        {remove}
      </Button>
      {decision === undefined ? null : (
        <ReasonDialog
          title={`${verb}?`}
          verb={verb}
          look={decision === 'approve' ? 'primary' : 'danger'}
          onClose={() => setDecision(undefined)}
          act={(reason) => decide(decision, reason)}
        >
          <p>{after[decision]}</p>
        </ReasonDialog>
      )}
    </>
  )
}
