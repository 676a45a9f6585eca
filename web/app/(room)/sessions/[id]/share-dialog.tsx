'use client'
/** What others would read, word for word, before it is shared. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../../../api/keys.ts'
import { messageOf } from '../../../../api/problem.ts'
import { type SharePreview, type ShareView, type Sharing, type SharingReason, sharing } from '../../../../api/sharing.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { useSettled } from '../../../../ui/use-settled.ts'

export interface ShareDialogProps {
  readonly sessionId: string
  readonly start: ShareView
  readonly onClose: () => void
  readonly onShared: (sharing: Sharing) => void
}

const mostNameLength = 60

export function ShareDialog({ sessionId, start, onClose, onShared }: ShareDialogProps) {
  const [name, setName] = useState('')
  const asked = useSettled(name.trim())
  const view = useQuery({
    queryKey: [...keys.sharing(sessionId), asked],
    queryFn: ({ signal }) => sharing.preview(sessionId, asked, signal),
    placeholderData: (before) => before ?? start,
  })
  const share = useSending(async () => onShared((await sharing.share(sessionId, name.trim())).sharing))
  const { preview, verdict, reasons } = view.data ?? start
  return (
    <Dialog title="Share this session?" onClose={onClose}>
      <p className="mt-3 text-muted">Other learners read your answers and your last word, not your name. This is all they see:</p>
      {preview === null ? null : <Preview preview={preview} />}
      <div className="mt-5">
        <Field
          label="Shown as"
          optional
          value={name}
          onChange={setName}
          maxLength={mostNameLength}
          autoComplete="off"
          placeholder={preview?.pseudonym ?? ''}
          hint="A name that is not yours. Left empty, we make one up."
        />
      </div>
      <Reasons verdict={verdict} reasons={reasons} />
      {share.error === undefined ? null : (
        <div className="mt-4">
          <Notice message={messageOf(share.error)} onRetry={() => void share.retry()} />
        </div>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button look="quiet" onClick={onClose}>
          Keep it to myself
        </Button>
        {verdict === 'refuse' ? null : (
          <Button busy={share.sending} onClick={() => void share.send()}>
            Share it
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function Preview({ preview }: { readonly preview: SharePreview }) {
  return (
    <section
      aria-label="What others would read"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
      tabIndex={0}
      className="mt-4 max-h-[40dvh] overflow-y-auto rounded-card border border-line bg-paper px-4 py-3"
    >
      <p className="font-display text-lg">{preview.title}</p>
      <p className="text-sm text-muted">by {preview.pseudonym}</p>
      <ol className="mt-3 grid gap-3">
        {preview.answers.map((answer) => (
          <li key={answer.promptIndex}>
            <p className="text-sm text-muted">{answer.prompt}</p>
            <p className="whitespace-pre-wrap">{answer.text}</p>
          </li>
        ))}
      </ol>
      <p className="mt-3 text-sm text-muted">The last word</p>
      <p className="whitespace-pre-wrap">{preview.finalResponse}</p>
    </section>
  )
}

function Reasons({ verdict, reasons }: { readonly verdict: ShareView['verdict']; readonly reasons: readonly SharingReason[] }) {
  if (verdict === 'allow') return null
  return (
    <div role="status" className="mt-4">
      <p>{verdict === 'refuse' ? 'It cannot be shared like this:' : 'Somebody looks at it before others can:'}</p>
      <ul className="mt-1 list-disc pl-6 text-muted">
        {reasons.map(({ code, message, part }) => (
          <li key={`${code} ${part}`}>
            {message} <span className="text-sm">({partName(part)})</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function partName(part: string): string {
  const answer = /^answer\.(\d+)$/.exec(part)?.[1]
  if (answer !== undefined) return `answer ${Number(answer) + 1}`
  return part === 'final_response' ? 'the last word' : part === 'pseudonym' ? 'the name' : part
}
