'use client'
/** What a moderator does about what everybody sees: it is taken down with a reason, and a video is let be seen again. */
import { useState } from 'react'
import { type HeldThing, watch } from '../../../../api/watch.ts'
import { Button } from '../../../../ui/button.tsx'
import { ReasonDialog } from '../../admin/reason-dialog.tsx'

interface ModeratingProps {
  readonly thing: Pick<HeldThing, 'kind' | 'id'>
  readonly decision: 'approve' | 'remove'
  readonly onDecided: () => void
}

const words = {
  approve: { verb: 'Let it be seen', look: 'primary', after: 'Everybody who is signed in can see it again.' },
  remove: { verb: 'Take it down', look: 'danger', after: 'Nobody else can see it any more; its writer is told why.' },
} as const

export function Moderating({ thing, decision, onDecided }: ModeratingProps) {
  const [asked, setAsked] = useState(false)
  const { verb, look, after } = words[decision]
  return (
    <>
      <Button look="plain" onClick={() => setAsked(true)}>
        {verb}
      </Button>
      {asked ? (
        <ReasonDialog
          title={`${verb}?`}
          verb={verb}
          look={look}
          onClose={() => setAsked(false)}
          act={async (reason) => {
            await watch.decide(thing, decision, reason)
            onDecided()
          }}
        >
          <p>{after}</p>
        </ReasonDialog>
      ) : null}
    </>
  )
}
