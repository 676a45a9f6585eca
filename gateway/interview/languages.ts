/** The languages of interviews. */

export const languages = ['python', 'javascript', 'typescript', 'c', 'cpp', 'java', 'go'] as const
export type Language = (typeof languages)[number]
