'use client'
/** Being on the boards is a choice, and so is the name; leaving counts at once. */
import { useState } from 'react'
import { type Board, community } from '../../../api/community.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'

export interface MembershipProps {
  readonly board: Pick<Board, 'joined' | 'pseudonym'>
  readonly onChange: () => Promise<void>
}

export function Membership({ board, onChange }: MembershipProps) {
  const [name, setName] = useState('')
  const join = useSending(async () => {
    await community.join(name.trim())
    setName('')
    await onChange()
  })
  const leave = useSending(async () => {
    await community.leave()
    await onChange()
  })
  const failed = join.error === undefined ? leave : join
  return (
    <section aria-labelledby="membership" className="mt-14 border-t border-line pt-8">
      <h2 id="membership" className="text-xl">
        {board.joined ? `You are on it as ${board.pseudonym}` : 'You are not on it'}
      </h2>
      <p role="status" className="mt-2 max-w-[60ch] text-muted">
        {board.joined
          ? 'Your place is counted anew every few minutes. When you leave, you are off every board at once.'
          : 'Join under a name that is not yours. Nobody can tell from it who you are, and you can leave at any time.'}
      </p>
      <form
        className="mt-4 grid max-w-md gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void join.send()
        }}
      >
        <Field
          label={board.joined ? 'Another name' : 'Shown as'}
          optional={!board.joined}
          required={board.joined}
          value={name}
          onChange={setName}
          maxLength={30}
          autoComplete="off"
          hint={board.joined ? '2 to 30 letters, digits, spaces or hyphens.' : 'Left empty, we make one up.'}
        />
        <p className="flex flex-wrap gap-3">
          <Button type="submit" busy={join.sending}>
            {board.joined ? 'Change the name' : 'Join the leaderboard'}
          </Button>
          {board.joined ? (
            <Button look="quiet" busy={leave.sending} onClick={() => void leave.send()}>
              Leave
            </Button>
          ) : null}
        </p>
        {failed.error === undefined ? null : <Notice message={messageOf(failed.error)} onRetry={() => void failed.retry()} />}
      </form>
    </section>
  )
}
