/** What becomes of a model's hints, as an operator sees it. */
import { count } from '@quint/telemetry/metrics.ts'
import type { HintPiece } from './guard/guarded-hint.ts'

export function countPiece(piece: HintPiece): void {
  if (piece.kind === 'retract') count('quint.coach.retracts', {})
  if (piece.kind !== 'fallback') return
  const { reason } = piece
  count('quint.coach.offline.fallbacks', { 'quint.coach.reason': reason })
  if (reason !== 'provider' && reason !== 'empty') count('quint.coach.guard.interventions', { 'quint.coach.reason': reason })
}
