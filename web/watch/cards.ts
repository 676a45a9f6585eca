/** The cards of a list as they change while one looks. */
import type { Page } from '../api/community.ts'
import type { VideoCard } from '../api/watch.ts'

interface Pages {
  readonly pages: readonly Page<VideoCard>[]
}

/** The list with this card in the place of the one before; undefined when it is not in it. */
export function withCard<Whole extends Pages>(list: Whole | undefined, card: VideoCard): Whole | undefined {
  if (list === undefined || !list.pages.some(({ items }) => items.some(({ id }) => id === card.id))) return undefined
  const pages = list.pages.map((page) => ({ ...page, items: page.items.map((item) => (item.id === card.id ? card : item)) }))
  return { ...list, pages }
}
