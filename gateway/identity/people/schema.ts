/** What the routes of users take. */
import { z } from 'zod'
import { isOneLine, text } from '../../http/text.ts'
import { displayName, timeZone } from '../schema.ts'
import { avatarColors } from './avatar.ts'
import { preferencesChange } from './preferences.ts'

const mostSubjects = 20

const subject = text(40).pipe(z.string().trim().min(1).refine(isOneLine, 'must be one line of text'))

const subjects = z
  .array(subject)
  .max(mostSubjects)
  .transform((given) => [...new Set(given)])

export const change = z.strictObject({
  displayName: displayName.optional(),
  timeZone: timeZone.optional(),
  avatarColor: z.enum(avatarColors).nullable().optional(),
  subjects: subjects.optional(),
  preferences: preferencesChange.optional(),
})
