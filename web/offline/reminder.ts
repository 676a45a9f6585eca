/** What a push says, as a notification: a reminder, or at least that there is one. */

export interface Shown {
  readonly title: string
  readonly options: { readonly body: string; readonly tag: string }
}

const time = new Intl.DateTimeFormat('en', { weekday: 'long', hour: 'numeric', minute: '2-digit' })

/** A repeat has the same tag, and takes the place of the one before. */
export function reminderOf(data: { json(): unknown } | null): Shown {
  const told = read(data)
  const at = Date.parse(String(told.startDate ?? ''))
  const title = typeof told.title === 'string' && told.title !== '' ? told.title : 'Something that you have planned'
  return { title, options: { body: Number.isNaN(at) ? 'It begins soon.' : `Begins ${time.format(at)}.`, tag: String(told.id ?? 'reminder') } }
}

function read(data: { json(): unknown } | null): Readonly<Record<string, unknown>> {
  try {
    const told = data?.json()
    return typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
