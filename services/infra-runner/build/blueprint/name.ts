/** Names that can stand in SQL, Terraform, a path or a shell without leaving their place: letters, digits and one joint each. */
import { z } from 'zod'

/** Of components, zones and blueprints: `edge-lb`. */
export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'is small letters, digits and single hyphens')
  .max(32)

/** Of tables and columns: `created_at`. */
export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'is small letters, digits and underscores')
  .max(48)

/** Of operations: `createLink`. */
export const operationName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'is letters, digits and underscores')
  .max(64)

/** Of an API: `/links/{code}`. */
export const route = z
  .string()
  .regex(
    /^\/(?:(?:[A-Za-z0-9_.~-]+|\{[A-Za-z][A-Za-z0-9_]{0,47}\})(?:\/(?:[A-Za-z0-9_.~-]+|\{[A-Za-z][A-Za-z0-9_]{0,47}\}))*)?$/,
    'is a path such as /links/{code}',
  )
  .max(200)

/** The names in braces. */
export function parametersOf(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}
