/** All problems of the bank, by id. */
import type { Problem } from './problem.ts'
import { allButOne } from './problems/all-but-one.ts'
import { anySummitProblem } from './problems/any-summit.ts'
import { bitAndRange } from './problems/bit-and-range.ts'
import { boxesInBoxes } from './problems/boxes-in-boxes.ts'
import { buildOrder } from './problems/build-order.ts'
import { cablesToLayProblem } from './problems/cables-to-lay.ts'
import { cheapestTripProblem } from './problems/cheapest-trip.ts'
import { closedBrackets } from './problems/closed-brackets.ts'
import { closestPair } from './problems/closest-pair.ts'
import { coinWays } from './problems/coin-ways.ts'
import { commonThreadProblem } from './problems/common-thread.ts'
import { crossedPairs } from './problems/crossed-pairs.ts'
import { easiestDescentProblem } from './problems/easiest-descent.ts'
import { editsBetweenProblem } from './problems/edits-between.ts'
import { fairSweets } from './problems/fair-sweets.ts'
import { fewChanges } from './problems/few-changes.ts'
import { fewestHopsProblem } from './problems/fewest-hops.ts'
import { firstLate } from './problems/first-late.ts'
import { islandShores } from './problems/island-shores.ts'
import { isletsThatRise } from './problems/islets-that-rise.ts'
import { joinedShifts } from './problems/joined-shifts.ts'
import { largestLabelProblem } from './problems/largest-label.ts'
import { lastZeros } from './problems/last-zeros.ts'
import { leastTruck } from './problems/least-truck.ts'
import { lightestInTheStack } from './problems/lightest-in-the-stack.ts'
import { loneNumber } from './problems/lone-number.ts'
import { longestFresh } from './problems/longest-fresh.ts'
import { loudestSoFarProblem } from './problems/loudest-so-far.ts'
import { medianSoFar } from './problems/median-so-far.ts'
import { meetingRooms } from './problems/meeting-rooms.ts'
import { mirrorPiecesProblem } from './problems/mirror-pieces.ts'
import { mostTalksProblem } from './problems/most-talks.ts'
import { mostUnlikePair } from './problems/most-unlike-pair.ts'
import { namesThatBeginProblem } from './problems/names-that-begin.ts'
import { neverNextDoor } from './problems/never-next-door.ts'
import { nextWarmer } from './problems/next-warmer.ts'
import { oneCableTooMany } from './problems/one-cable-too-many.ts'
import { oneSlip } from './problems/one-slip.ts'
import { pairToTarget } from './problems/pair-to-target.ts'
import { pathsThatMerge } from './problems/paths-that-merge.ts'
import { rainBetweenWalls } from './problems/rain-between-walls.ts'
import { rankInProducts } from './problems/rank-in-products.ts'
import { rankInTheTree } from './problems/rank-in-the-tree.ts'
import { reallySortedTree } from './problems/really-sorted-tree.ts'
import { ringInAChain } from './problems/ring-in-a-chain.ts'
import { ropesToOneProblem } from './problems/ropes-to-one.ts'
import { sameLetters } from './problems/same-letters.ts'
import { sameOwner } from './problems/same-owner.ts'
import { seatings } from './problems/seatings.ts'
import { seatsOnTheTrain } from './problems/seats-on-the-train.ts'
import { shelfOfRecentBooks } from './problems/shelf-of-recent-books.ts'
import { shortestCallSigns } from './problems/shortest-call-signs.ts'
import { shortestCoverProblem } from './problems/shortest-cover.ts'
import { shortestHaulProblem } from './problems/shortest-haul.ts'
import { spiralWalk } from './problems/spiral-walk.ts'
import { stampSetsProblem } from './problems/stamp-sets.ts'
import { stretchesWithSum } from './problems/stretches-with-sum.ts'
import { strongestInWindow } from './problems/strongest-in-window.ts'
import { sumsWithBrackets } from './problems/sums-with-brackets.ts'
import { switchesApartProblem } from './problems/switches-apart.ts'
import { tallestLeaf } from './problems/tallest-leaf.ts'
import { ticketQueue } from './problems/ticket-queue.ts'
import { toldRuns } from './problems/told-runs.ts'
import { topWords } from './problems/top-words.ts'
import { totalsBetweenDays } from './problems/totals-between-days.ts'
import { towerAfterMoves } from './problems/tower-after-moves.ts'
import { turnedSearch } from './problems/turned-search.ts'
import { turnedShelf } from './problems/turned-shelf.ts'
import { wagonsInGroups } from './problems/wagons-in-groups.ts'
import { wallsToBreak } from './problems/walls-to-break.ts'
import { whatItWasThen } from './problems/what-it-was-then.ts'
import { whatToCarry } from './problems/what-to-carry.ts'
import { partingValueProblem } from './problems/where-ways-part.ts'
import { wordOnABoard } from './problems/word-on-a-board.ts'

export const bank: readonly Problem[] = [
  pairToTarget,
  longestFresh,
  nextWarmer,
  firstLate,
  meetingRooms,
  buildOrder,
  islandShores,
  coinWays,
  topWords,
  seatings,
  loneNumber,
  tallestLeaf,
  closestPair,
  turnedShelf,
  stretchesWithSum,
  sameLetters,
  rainBetweenWalls,
  oneSlip,
  shortestHaulProblem,
  shortestCoverProblem,
  strongestInWindow,
  closedBrackets,
  sumsWithBrackets,
  ticketQueue,
  turnedSearch,
  leastTruck,
  joinedShifts,
  bitAndRange,
  spiralWalk,
  fewestHopsProblem,
  mostTalksProblem,
  crossedPairs,
  lastZeros,
  anySummitProblem,
  fairSweets,
  switchesApartProblem,
  rankInProducts,
  largestLabelProblem,
  toldRuns,
  neverNextDoor,
  cablesToLayProblem,
  ringInAChain,
  wagonsInGroups,
  pathsThatMerge,
  medianSoFar,
  ropesToOneProblem,
  loudestSoFarProblem,
  namesThatBeginProblem,
  shortestCallSigns,
  mostUnlikePair,
  stampSetsProblem,
  mirrorPiecesProblem,
  wordOnABoard,
  reallySortedTree,
  rankInTheTree,
  partingValueProblem,
  oneCableTooMany,
  sameOwner,
  isletsThatRise,
  cheapestTripProblem,
  fewChanges,
  wallsToBreak,
  editsBetweenProblem,
  commonThreadProblem,
  whatToCarry,
  easiestDescentProblem,
  shelfOfRecentBooks,
  lightestInTheStack,
  whatItWasThen,
  boxesInBoxes,
  towerAfterMoves,
  totalsBetweenDays,
  allButOne,
  seatsOnTheTrain,
]

const byId = new Map(bank.map((problem) => [problem.id, problem]))

export function findProblem(id: string): Problem | undefined {
  return byId.get(id)
}
