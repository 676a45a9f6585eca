'use client'
/** Makes an event, or changes one: what, when, how often, and when to be reminded. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { keys } from '../../../api/keys.ts'
import { type Occurrence, type PlannerEvent, planner } from '../../../api/planner.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { localInput } from '../../../plan/calendar.ts'
import { joined, minutesOf, reminderChoices } from '../../../plan/reminder-choices.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useLearnerQuery } from '../../../ui/use-learner-query.ts'

export type Editing = { readonly kind: 'new'; readonly at: Date } | { readonly kind: 'known'; readonly occurrence: Occurrence }

interface EventDialogProps {
  readonly editing: Editing
  /** Ends when what was moved is saved: before it an event would show where it was. */
  readonly settled: () => Promise<void>
  readonly onClose: () => void
}

export function EventDialog({ editing, settled, onClose }: EventDialogProps) {
  const id = editing.kind === 'known' ? editing.occurrence.eventId : ''
  const query = useLearnerQuery({
    queryKey: [...keys.planner, 'event', id],
    queryFn: async ({ signal }) => {
      await settled()
      return planner.event(id, signal)
    },
    enabled: id !== '',
    gcTime: 0,
  })
  return (
    <Dialog title={editing.kind === 'new' ? 'Plan something' : 'Change it'} onClose={onClose}>
      {query.isError ? <Notice message={messageOf(query.error)} onRetry={() => void query.refetch()} /> : null}
      {editing.kind === 'new' ? <EventForm start={fresh(editing.at)} onClose={onClose} /> : null}
      {editing.kind === 'known' && query.data !== undefined ? (
        <EventForm start={query.data} occurrence={editing.occurrence} onClose={onClose} />
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
  readonly onClose: () => void
}

function EventForm({ start, occurrence, onClose }: FormProps) {
  const [title, setTitle] = useState(start.title)
  const [type, setType] = useState(start.type)
  const [begins, setBegins] = useState(localInput(start.startDate))
  const [ends, setEnds] = useState(localInput(start.endDate))
  const [rule, setRule] = useState(start.rrule ?? '')
  const [remind, setRemind] = useState(joined(start.remindMinutesBefore))
  const known = repeats.some((one) => one.rule === rule) ? repeats : [...repeats, { rule, words: 'as it is' }]
  const whole = () => ({
    title: title.trim(),
    type,
    startDate: new Date(begins).toISOString(),
    endDate: new Date(ends).toISOString(),
    rrule: rule,
    remindMinutesBefore: minutesOf(remind),
  })
  const work = useEventWork(start, occurrence, onClose)
  return (
    <form
      className="mt-4 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void work.send(() => (start.id === '' ? planner.create(whole(), work.key) : planner.change(start.id, whole())))
      }}
    >
      <Field label="What" value={title} onChange={setTitle} required maxLength={255} />
      <Choice label="Kind" value={type} onChange={setType} all={types.map((one) => ({ value: one, words: one }))} />
      <Field label="Begins" type="datetime-local" value={begins} onChange={setBegins} required />
      <Field label="Ends" type="datetime-local" value={ends} onChange={setEnds} min={begins} required />
      <Choice label="How often" value={rule} onChange={setRule} all={known.map((one) => ({ value: one.rule, words: one.words }))} />
      <Choice label="Remind me" value={remind} onChange={setRemind} all={reminderChoices(start.remindMinutesBefore)} />
      {work.error === undefined ? null : <Notice message={messageOf(work.error)} />}
      <p className="flex flex-wrap gap-3">
        <Button type="submit" busy={work.sending}>
          Save
        </Button>
        {work.toggle === undefined ? null : (
          <Button look="quiet" onClick={work.toggle}>
            {occurrence?.completed ? 'Not done' : 'Done'}
          </Button>
        )}
        {start.id === '' ? null : (
          <Button look="danger" busy={work.sending} onClick={() => void work.send(() => planner.remove(start.id))}>
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

function useEventWork(start: PlannerEvent, occurrence: Occurrence | undefined, onClose: () => void) {
  const queries = useQueryClient()
  const key = useRef(crypto.randomUUID())
  const sending = useSending(async (work: () => Promise<unknown>) => {
    await work()
    await queries.invalidateQueries({ queryKey: keys.planner })
    onClose()
  })
  const at = occurrence?.startDate
  const others = start.completed.filter((one) => at === undefined || Date.parse(one) !== Date.parse(at))
  const toggle =
    at === undefined
      ? undefined
      : () => void sending.send(() => planner.change(start.id, { completed: occurrence?.completed ? others : [...others, at] }))
  return { ...sending, key: key.current, toggle }
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
