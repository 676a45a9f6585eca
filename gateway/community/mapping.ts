/** Between the contract's messages about the community and the API's JSON. */
import type { LeaderboardPlace, ModerationEntry, SharedSession, Sharing } from '@quint/proto/gen/quint/sessions/v1/community.ts'
import { elementName } from '../coach/mapping.ts'

export function toSharing(sharing: Sharing | undefined, sessionId: string) {
  const { shared = false, status = '', pseudonym = '', shareId = '', sharedAt = '', reason = '', appealed = false } = sharing ?? {}
  const links = { self: { href: `/api/session/${sessionId}/share`, method: 'PUT' }, preview: { href: `/api/session/${sessionId}/share/preview` } }
  if (!shared) return { shared, status: null, pseudonym: null, shareId: null, sharedAt: null, reason: null, appealed: false, _links: links }
  const public_ = status === 'visible' ? { public: { href: `/api/community/sessions/${shareId}` } } : {}
  const appeal = status === 'removed' && !appealed ? { appeal: { href: `/api/session/${sessionId}/share/appeal`, method: 'POST' } } : {}
  const why = reason === '' ? null : reason
  return { shared, status, pseudonym, shareId, sharedAt, reason: why, appealed, _links: { ...links, ...public_, ...appeal } }
}

/** As a list shows it. */
export function toCard({ id, pseudonym, title, site, slug, difficulty, tags, sharedAt, own, words }: SharedSession) {
  const self = { href: `/api/community/sessions/${id}` }
  return { id, pseudonym, title, site, slug, difficulty, tags, sharedAt, own, words, _links: { self } }
}

export function toShared(session: SharedSession) {
  const report = session.own ? {} : { report: { href: `/api/community/sessions/${session.id}/report`, method: 'POST' } }
  const card = toCard(session)
  return { ...card, ...texts(session), _links: { ...card._links, ...report } }
}

/** What others would read: there is no address yet. */
export function toPreview({ title, pseudonym, site, slug, difficulty, tags, words, ...session }: SharedSession) {
  return { title, pseudonym, site, slug, difficulty, tags, words, ...texts(session) }
}

function texts({ answers, finalResponse, added }: Pick<SharedSession, 'answers' | 'finalResponse' | 'added'>) {
  return {
    answers: answers.map((answer) => ({ ...answer, element: elementName(answer.element) })),
    finalResponse,
    added: added.map(({ kind, text }) => ({ kind, text })),
  }
}

export function toPlace({ place, pseudonym, value, own }: LeaderboardPlace) {
  return { place, pseudonym, value, own }
}

/** What an administrator sees; `kind` tells it from what other services will have waiting. */
export function toEntry({ id, session, status, reasons, reports, appeal }: ModerationEntry) {
  return {
    id,
    kind: 'session',
    status,
    session: session === undefined ? null : { ...toPreview(session), sharedAt: session.sharedAt },
    reasons,
    reports,
    appeal: appeal === '' ? null : appeal,
    _links: { decide: { href: `/api/admin/moderation/${id}`, method: 'POST' } },
  }
}
