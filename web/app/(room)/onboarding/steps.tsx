'use client'
/** What each of the five questions asks. */
import type { Intake } from '../../../api/plans.ts'
import { topicWords, weekdays } from '../../../plan/words.ts'
import { Area, Field } from '../../../ui/field.tsx'

export interface StepProps {
  readonly intake: Intake
  readonly onChange: (part: Partial<Intake>) => void
}

const levels = [
  { value: 'beginner', words: 'I am beginning', more: 'Most problems are new to me.' },
  { value: 'intermediate', words: 'I have some practice', more: 'Easy ones go well, medium ones sometimes.' },
  { value: 'advanced', words: 'I have much practice', more: 'Medium ones go well, hard ones sometimes.' },
]

const card =
  'flex cursor-pointer items-start gap-3 rounded-card border border-edge bg-surface px-4 py-3 has-[:checked]:border-quint has-[:checked]:shadow-sheet'

export function LevelStep({ intake, onChange }: StepProps) {
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">Level</legend>
      {levels.map(({ value, words, more }) => (
        <label key={value} className={card}>
          <input
            type="radio"
            name="level"
            value={value}
            checked={intake.level === value}
            onChange={() => onChange({ level: value })}
            className="mt-1.5 accent-quint"
          />
          <span>
            <span className="font-semibold">{words}</span>
            <span className="block text-muted">{more}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const roles = ['Software engineer', 'Frontend', 'Backend', 'Mobile', 'Data', 'Machine learning', 'Infrastructure', 'Student']

export function RolesStep({ intake, onChange }: StepProps) {
  return (
    <div className="grid gap-6">
      <Choices
        legend="Roles"
        all={roles.map((role) => ({ value: role, words: role }))}
        chosen={intake.roleTarget}
        onChange={(roleTarget) => onChange({ roleTarget })}
      />
      <Area
        label="What have you done so far?"
        optional
        value={intake.pastExperience ?? ''}
        onChange={(pastExperience) => onChange({ pastExperience })}
        maxLength={2000}
      />
    </div>
  )
}

interface ChoicesProps {
  readonly legend: string
  readonly all: readonly { readonly value: string; readonly words: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
}

function Choices({ legend, all, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="mb-2 font-semibold">{legend}</legend>
      {all.map(({ value, words }) => (
        <label key={value} className={card}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
            className="mt-1.5 accent-quint"
          />
          {words}
        </label>
      ))}
    </fieldset>
  )
}

export function HoursStep({ intake, onChange }: StepProps) {
  const numbers = intake.daysAvailable.map(String)
  return (
    <div className="grid gap-6">
      <div className="grid gap-6 sm:grid-cols-2">
        <Field
          label="Weeks"
          type="number"
          min={1}
          max={52}
          value={Number.isNaN(intake.timelineWeeks) ? '' : String(intake.timelineWeeks)}
          onChange={(value) => onChange({ timelineWeeks: Number.parseInt(value, 10) })}
        />
        <Field
          label="Hours a week"
          type="number"
          min={1}
          max={80}
          value={Number.isNaN(intake.hoursPerWeek) ? '' : String(intake.hoursPerWeek)}
          onChange={(value) => onChange({ hoursPerWeek: Number.parseInt(value, 10) })}
        />
      </div>
      <Choices
        legend="Days on which you can"
        all={weekdays.map((words, index) => ({ value: String(index + 1), words }))}
        chosen={numbers}
        onChange={(days) => onChange({ daysAvailable: days.map(Number).sort((one, other) => one - other) })}
      />
      <p className="text-sm text-muted">Days are counted where you are: {intake.timeZone}.</p>
    </div>
  )
}

export function ConfidenceStep({ intake, onChange }: StepProps) {
  const { topicConfidence } = intake
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <p className="text-muted sm:col-span-2">1 is new to me, 5 is I could teach it. What you leave out is taken from your level.</p>
      {Object.entries(topicWords).map(([topic, words]) => (
        <label key={topic} className="flex items-center justify-between gap-4">
          {words}
          <select
            value={topicConfidence[topic] ?? ''}
            onChange={({ target }) => {
              const { [topic]: _before, ...others } = topicConfidence
              onChange({ topicConfidence: target.value === '' ? others : { ...others, [topic]: Number(target.value) } })
            }}
            className="min-h-11 rounded-card border border-edge bg-surface px-3"
          >
            <option value="">not sure</option>
            {[1, 2, 3, 4, 5].map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        </label>
      ))}
    </div>
  )
}

const weaknesses = [
  { value: 'conceptual', words: 'Understanding why it works' },
  { value: 'pattern_recognition', words: 'Seeing which pattern fits' },
  { value: 'speed', words: 'Being fast enough' },
  { value: 'communication', words: 'Saying what I think' },
]

export function WeaknessStep({ intake, onChange }: StepProps) {
  return (
    <div className="grid gap-6">
      <Choices legend="What costs you most" all={weaknesses} chosen={intake.weaknesses} onChange={(chosen) => onChange({ weaknesses: chosen })} />
      <Area
        label="Anything that your plan should heed?"
        optional
        value={intake.constraints ?? ''}
        onChange={(constraints) => onChange({ constraints })}
        maxLength={2000}
      />
    </div>
  )
}
