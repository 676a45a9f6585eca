/** Names on the boards of the lab: drawn, so that none leads back to anybody. */
import { randomInt } from 'node:crypto'

const manners =
  'Ancient Brave Brisk Calm Clear Deft Distant Early Fair Gentle Hardy Keen Late Lucid Mellow Nimble Patient Plain Quick Quiet Ready Steady Swift Tidy Warm'.split(
    ' ',
  )
const things =
  'Anchor Beacon Bridge Buoy Clock Comet Compass Ferry Gull Harbor Island Lantern Lighthouse Meteor Orchard Pebble Pier Quartz Raft River Signal Summit Tide Valley Willow'.split(
    ' ',
  )

const drawn = (words: readonly string[]): string => words[randomInt(words.length)] ?? ''

export function newPseudonym(): string {
  return `${drawn(manners)} ${drawn(things)} ${randomInt(100, 1000)}`
}
