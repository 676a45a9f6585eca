'use client'
/** Makes an event, or changes one: what, when, how often, and when to be reminded. */
import { useState } from 'react'
import { keys } from '../../../api/keys.ts'
import { newId } from '../../../api/new-id.ts'
import { type EventChange, type Occurrence, type PlannerEvent, planner } from '../../../api/planner.ts'
import { messageOf } from '../../../api/problem.ts'
import { changeOf, type EventFields, fieldsOf, wholeOf } from '../../../plan/event-fields.ts'
import { reminderChoices } from '../../../plan/reminder-choices.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { useOnceKey } from '../../../ui/use-once-key.ts'

export type Editing = { readonly kind: 'new'; readonly at: Date } | { readonly kind: 'known'; readonly occurrence: Occurrence }

/** What is being saved; it goes on when the dialog is closed. */
export interface Saving {
  readonly sending: boolean
  readonly error: unknown
  send(work: () => Promise<unknown>): void
}

interface EventDialogProps {
  readonly editing: Editing
  readonly saving: Saving
  /** Ends when what was changed before is saved: until then an event would show as it was. */
  readonly settled: () => Promise<unknown>
  readonly onClose: () => void
}

export function EventDialog({ editing, saving, settled, onClose }: EventDialogProps) {
  const id = editing.kind === 'known' ? editing.occurrence.eventId : ''
  // Read anew each time that it is opened: what was kept of it may be from before a change.
  const [opening] = useState(newId)
  const query = useLearnerQuery({
    queryKey: [...keys.planner, 'event', id, opening],
    queryFn: async ({ signal }) => {
      await settled()
      return planner.event(id, signal)
    },
    enabled: id !== '',
    gcTime: 0,
  })
  return (
    <Dialog title={editing.kind === 'new' ? 'Plan something' : 'Change it'} onClose={onClose}>
      {isUnreadable(query) ? <Notice message={messageOf(query.error)} onRetry={() => void query.refetch()} /> : null}
      {editing.kind === 'new' ? <EventForm start={fresh(editing.at)} saving={saving} onClose={onClose} /> : null}
      {editing.kind === 'known' && query.data !== undefined ? (
        <EventForm start={query.data} occurrence={editing.occurrence} saving={saving} onClose={onClose} />
      ) : null}
    </Dialog>
  )
}

function fresh(at: Date): PlannerEvent {
  const end = new Date(at.getTime() + 3_600_000)
  const dates = { startDate: at.toISOString(), endDate: end.toISOString() }
  return { id: '', title: '', description: '', type: 'study', ...dates, rrule: null, remindMinutesBefore: [10], completed: [] }
}

const types = ['study', 'interview', 'review', 'exam', 'other']
const repeats = [
  { rule: '', words: 'once' },
  { rule: 'FREQ=DAILY', words: 'every day' },
  { rule: 'FREQ=WEEKLY', words: 'every week' },
  { rule: 'FREQ=MONTHLY', words: 'every month' },
]
const select = 'mt-1.5 min-h-12 w-full rounded-card border border-edge bg-surface px-3 font-normal'

interface FormProps {
  readonly start: PlannerEvent
  readonly occurrence?: Occurrence
  readonly saving: Saving
  readonly onClose: () => void
}

function EventForm({ start, occurrence, saving, onClose }: FormProps) {
  const [before] = useState(() => fieldsOf(start))
  const [fields, setFields] = useState(before)
  const once = useOnceKey()
  const put = (name: keyof EventFields) => (value: string) => setFields((now) => ({ ...now, [name]: value }))
  const known = repeats.some(({ rule }) => rule === fields.rule) ? repeats : [...repeats, { rule: fields.rule, words: 'as it is' }]
  const save = (): void => {
    const whole = wholeOf(fields)
    const change = changeOf(before, fields)
    if (start.id === '') saving.send(() => planner.create(whole, once.of(whole)))
    else if (change === undefined) onClose()
    else saving.send(() => planner.change(start.id, change))
  }
  return (
    <form
      className="mt-4 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Field label="What" value={fields.title} onChange={put('title')} required maxLength={255} />
      <Choice label="Kind" value={fields.type} onChange={put('type')} all={types.map((one) => ({ value: one, words: one }))} />
      <Field label="Begins" type="datetime-local" value={fields.begins} onChange={put('begins')} required />
      <Field label="Ends" type="datetime-local" value={fields.ends} onChange={put('ends')} min={fields.begins} required />
      <Choice label="How often" value={fields.rule} onChange={put('rule')} all={known.map((one) => ({ value: one.rule, words: one.words }))} />
      <Choice label="Remind me" value={fields.remind} onChange={put('remind')} all={reminderChoices(start.remindMinutesBefore)} />
      {saving.error === undefined ? null : <Notice message={messageOf(saving.error)} />}
      <p className="flex flex-wrap gap-3">
        <Button type="submit" busy={saving.sending}>
          Save
        </Button>
        {occurrence === undefined ? null : (
          <Button look="quiet" busy={saving.sending} onClick={() => saving.send(() => planner.change(start.id, turned(start, occurrence)))}>
            {occurrence.completed ? 'Not done' : 'Done'}
          </Button>
        )}
        {start.id === '' ? null : (
          <Button look="danger" busy={saving.sending} onClick={() => saving.send(() => planner.remove(start.id))}>
            Take away
          </Button>
        )}
        <Button look="plain" onClick={onClose}>
          Close
        </Button>
      </p>
    </form>
  )
}

/** Done, or not done again. */
function turned({ completed }: PlannerEvent, { startDate, completed: done }: Occurrence): EventChange {
  const others = completed.filter((one) => Date.parse(one) !== Date.parse(startDate))
  return { completed: done ? others : [...others, startDate] }
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly all: readonly { readonly value: string; readonly words: string }[]
}

function Choice({ label, value, onChange, all }: ChoiceProps) {
  return (
    <label className="font-semibold">
      {label}
      <select value={value} onChange={({ target }) => onChange(target.value)} className={select}>
        {all.map((one) => (
          <option key={one.value} value={one.value}>
            {one.words}
          </option>
        ))}
      </select>
    </label>
  )
}
