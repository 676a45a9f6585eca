/**
 * What mechanisms sound like, whatever they solve: a sentence that tells how to solve something says of every item, as it comes, what to hold, how to decide and
 * what is won; a sentence that makes a learner look again speaks of their answers and examples, or asks. Words are folded; phrases have up to three words.
 */
export interface Cue {
  /** What one occurrence, and a second one, adds to the evidence of a mechanism; negative when it speaks against one. */
  readonly once: number
  readonly again: number
  readonly phrases: readonly string[]
}

function phrases(list: string): readonly string[] {
  return list.split(',').map((entry) => entry.trim().replace(/\s+/g, ' '))
}

export const cues = {
  every: {
    once: 0.1,
    again: 1.7,
    phrases:
      phrases(`each, every, everything, everyone, any, whichever, whatever, whenever, wherever, all the, all of, all that, all those, all what, all earlier, all which,
      always, all its, all their, both`),
  },
  repeated: {
    once: 0.6,
    again: 2.6,
    phrases:
      phrases(`until, as long as, for as long, as soon as, the moment, once it, once you, once all, once a, once the, again and again, over and over, one by one,
      two by two, in turn, at a time, goes on, go on, and so on, and so forth, repeat, repeatedly, at every, at each, on the way, along the way, while you walk, while you go,
      while you read, while you move, as you walk, as you go, as you read, as you move, as you come, in one go, pair by pair, keep going, keep taking, keep adding, round by round`),
  },
  newcomer: {
    once: 2.5,
    again: 0.6,
    phrases:
      phrases(`newcomer, new one, new value, new number, new letter, new day, new word, new card, new bracket, new price, new entry, new item, new least, new piece, next one,
      next value, next number, next letter, next word, next door, next card, next bracket, next price, next entry, next day, next item, arrives, arrive, arrived, arriving,
      comes along, come along, comes in, comes up, came up, turns up, turn up, meets, meet, run into, runs into, come upon, newly`),
  },
  memory: {
    once: 1.7,
    again: 1.5,
    phrases:
      phrases(`so far, until now, up to now, up to then, up to there, up to that, up to its, up to the, already, earlier, seen, came before, came by, came up, before it,
      before that, passed, behind you, walked past, was there, were there, last met, last saw, have met, gone by, that moment, on sight, recall, recalling, recalled, remember,
      remembers, remembering, remembered, memory, left behind, met it, was at, have seen, has seen, before the one, ever met`),
  },
  hold: {
    once: 0.6,
    again: 2,
    phrases:
      phrases(`keep, keeps, keeping, kept, hold, holds, holding, carry, carries, carrying, note, notes, noting, noted, store, stores, storing, stored, save, saves, saved, log, tally,
      tallies, mark, marks, marked, maintain, maintains, track, tracking, hang, hangs, bear in mind, keep in mind, wear, wears, wore, badge, tag, label, flag, lamp, jot, write beside,
      write down for, memorise, memorize, hold on, hold on to, park, parks`),
  },
  place: {
    once: -0.1,
    again: 1.6,
    phrases:
      phrases(`pile, piles, bin, bins, bag, bags, shelf, shelves, slot, slots, basket, box, boxes, counter, line, row, room, rooms, drawer, plate, plates, ledger, ledgers,
      ticket, tickets, register, hand, hands, track, chain, bucket, buckets, frame, fence, house, houses, tail, trail, cloakroom, code`),
  },
  extreme: {
    once: 1.2,
    again: 1.2,
    phrases:
      phrases(`lowest, highest, cheapest, smallest, biggest, largest, greatest, least, fewest, most, best, worst, tallest, shortest, farthest, furthest, nearest, closest, youngest, oldest,
      newest, latest, earliest, commonest, quickest, richest, uppermost, topmost, leftmost, rightmost, innermost, outermost, longest, minimum, maximum, on top, extreme, last place, last one`),
  },
  compared: {
    once: 0.4,
    again: 1,
    phrases:
      phrases(`smaller, larger, bigger, lower, higher, taller, shorter, cheaper, dearer, better, worse, greater, fewer, less than, more than, too small, too large, too big, too low,
      too high, too much, too little, too full, below zero, above zero, beyond, at least as, equal, equals, agree, agrees, match, matches, fit, fits, fitting, colder, warmer, quicker, slower,
      less tall, reduces, exceeds`),
  },
  won: {
    once: 0.5,
    again: 0.4,
    phrases:
      phrases(`win, wins, whichever is, the larger one, the better one, the lower one, the smaller one, the bigger one, the taller one, the shorter one, the larger of, the smaller of,
      the lower of, the better of, the best of, the cheapest of, cheaper of, lower one of, larger reply, takes the larger, takes the smaller, takes the best, take the larger,
      take the smaller, take the best, take the better`),
  },
  decided: {
    once: 1,
    again: 0.9,
    phrases:
      phrases(`if it, if they, if that, if its, if the, if this, if all, if none, if not, if so, if one, if a, if some, otherwise, else, unless, or else, either you, either it, when it,
      when they, when a, when its, when both, when all, or start, or leave, and if, but if, once without, wherever, as well`),
  },
  claimed: {
    once: 2.1,
    again: 2.4,
    phrases:
      phrases(`is the answer, is your answer, is the result, the answer is, you are after, is all you, all you need, are done, is done, are lost, is lost, cannot be done, can be done, it was fine, was fine,
      is complete, is broken, is good, is known, exists, is enough, are enough, suffices, must be, has to be, have to be, has to, only need, only thing, only hope, only ever, ever need, nothing else, nothing faster,
      nothing slower, nothing more, no need, never need, only matter, a matter of, cannot be, can only, just the one, that matters, in there, is gone, goes away, falls off, falls out, disappears, disappear, vanishes,
      ends up, is left, left over, whatever is left, is over, does not matter, must catch, pays to`),
  },
  reckoned: {
    once: 1.7,
    again: 1.5,
    phrases:
      phrases(`plus, minus, sum, sums, add, adds, added, adding, total, totals, product, products, multiply, multiplying, multiplied, twice, double, doubling, one more, one less, less the, square,
      negative, half, halves, halfway, fifty percent, add up, together, subtract, divided, divide, per, times, cancel, cancels, combine, combined, plus one, counts, count`),
  },
  moved: {
    once: 1.5,
    again: 0.4,
    phrases:
      phrases(`go, goes, going, move, moves, moving, walk, walks, step, steps, step back, jump, push, pushes, pull, pulls, advance, advances, comes back, come back, back to, climb, climbs, slide,
      shift, shifts, raise, let go, lets go, start afresh, begin afresh, begin again, start again, begin with, begin at, start at, nibble, stretch, stretches, shrink, grow, grows, turn round, reverse, mirror, flip,
      flips, cut, zip, swap, exchange, inward, inwards, outward, outwards, toward, towards, from the front, from the rear, from the back, from the end, backwards, forwards, from right, from left`),
  },
  acted: {
    once: 0,
    again: 0.4,
    phrases:
      phrases(`let, put, puts, place, takes, throw, throws, threw, drop, drops, lay, lays, copy, choose, gather, join, joins, merge, melt, erase, strike, drown, colour, fill, pour, settle, settles,
      arrange, rank, line them, group, collect, send, sends, look back, ask for, asks, treat, light, nail, fix, give, gives, hands, bring, brings, infect, peek, peeks, express, pick, work out, visit, replace, try,
      begin, find out`),
  },
  sided: {
    once: 0.5,
    again: 0.7,
    phrases:
      phrases(`above, below, beside, next to, to its left, to its right, left, right, front, rear, behind, ahead, end, ends, both sides, both ends, both parts, both directions, either side, on this side,
      on that side, the other side, diagonal, diagonally, neighbour, neighbours, head, top, bottom, west, east, centre, parent, child, children, predecessor, successor, before, after, previous, between,
      around, lie, lies, in front`),
  },
  proposed: {
    once: 0.6,
    again: 1.5,
    phrases:
      phrases(`what if you, what if every, what if all, what if each, what if there, what if it, what if the, how about, why not, would do, might do, helps, would help, instead, so that, so the, so for, so you,
      you might, suppose each, suppose every, all you, that way, this way, then it`),
  },
  yours: {
    once: -1.1,
    again: -0.4,
    phrases:
      phrases(`your, yours, you wrote, you tried, you say, you said, you told, you mention, you noted, you ask, you asked, you chose, you picked, you found, you call, you treat, you count, you list, you listed,
      you know, you noticed, you believe, you assume, you explain, you describe, you used, you use, you draw, you drew, you want, you looked, you answer, you did, you feel, you felt, you had, you made, you think, you never`),
  },
  worked: {
    once: -1,
    again: -1.2,
    phrases:
      phrases(`answers, example, examples, statement, plan, sentence, sentences, drawing, paper, idea, ideas, task, method, assumption, claim, sure, certain, explain, describe, friend, sceptic, somebody, reason, why,
      defend, convince, honest, hesitate, surprise, surprised, notice, noticed, wonder, tester, question, questions, own words, aloud, draw, invent, pretend, imagine, prove, doubt, by hand, wrong, mean, means, words,
      tell me, thought, thinking, difference, easy, hard, trouble, promise, case, cases, mistake, exactly, picture`),
  },
  asked: { once: -0.9, again: 0.3, phrases: phrases(`what, which, why, how, who, whose`) },
  told: {
    once: -1.2,
    again: -0.8,
    phrases: phrases(
      `did, was, were, had, made, wrote, tried, found, took, gave, said, got, went, saw, learned, used, stopped, began, happened, felt`,
    ),
  },
  softened: {
    once: -1.5,
    again: -0.1,
    phrases: phrases(`maybe, perhaps, seems, seem, feels, feel, rather, little, a bit, somewhere, something, someone`),
  },
} satisfies Readonly<Record<string, Cue>>

/** What the shape of a sentence adds to the evidence. */
export const forms = { base: -4.8, length: 0.4, question: -1.9, asksFirst: -1.2, learnerFirst: -2.1, exercise: -2.1, quotation: -1.6, values: -0.7 }
