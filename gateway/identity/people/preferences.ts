/** What a learner may choose about the way Quint works for them: known keys, each with its default. */
import { z } from 'zod'

const reminders = z.strictObject({
  /** A mail when the streak would end today. */
  streak: z.boolean(),
  /** A mail when reviews are due. */
  reviews: z.boolean(),
})

/** The default of the server, its own coach without a model, or one of the models; that it has one today says nothing of tomorrow. */
const coaches = ['default', 'offline', 'anthropic', 'openai', 'compatible'] as const

const known = {
  /** Difficulty is not shown anywhere. */
  hideDifficulty: z.boolean(),
  theme: z.enum(['system', 'light', 'dark']),
  /** When the learner's day begins, in hours after midnight. */
  dayStartHour: z.int().min(0).max(6),
  /** Others may see name, colour, subjects and the month of joining. */
  publicProfile: z.boolean(),
  /** Who is asked for hints, in conversations and interviews, and about designs. */
  coach: z.enum(coaches),
  reminders,
} as const

export const preferences = z.strictObject(known)
export type Preferences = z.infer<typeof preferences>
/** Only what was chosen. */
export type Chosen = { readonly [Key in keyof Preferences]?: Preferences[Key] | undefined }

const defaults: Preferences = {
  hideDifficulty: false,
  theme: 'system',
  dayStartHour: 0,
  publicProfile: false,
  coach: 'default',
  reminders: { streak: false, reviews: false },
}

/** Each key that is named is changed, null goes back to the default; the others stay. */
export const preferencesChange = z.strictObject({
  hideDifficulty: known.hideDifficulty.nullish(),
  theme: known.theme.nullish(),
  dayStartHour: known.dayStartHour.nullish(),
  publicProfile: known.publicProfile.nullish(),
  coach: known.coach.nullish(),
  reminders: reminders.partial().nullish(),
})
export type PreferencesChange = z.infer<typeof preferencesChange>

/** What holds for the learner: what they chose, over the defaults. */
export function effective(chosen: Chosen): Preferences {
  const named = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
  return { ...defaults, ...named, reminders: { ...defaults.reminders, ...chosen.reminders } }
}

/** @returns what the learner has chosen from now on. */
export function changed(chosen: Chosen, change: PreferencesChange): Chosen {
  const merged: Record<string, unknown> = { ...chosen }
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete merged[key]
    else if (value !== undefined) merged[key] = key === 'reminders' ? { ...effective(chosen).reminders, ...change.reminders } : value
  }
  return preferences.partial().parse(merged)
}
