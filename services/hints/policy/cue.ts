/**
 * What mechanisms sound like, whatever they solve: a sentence that tells how to solve something says of every item, as it comes, what to hold, how to decide and
 * what is won, or leads to that by a question; a sentence that makes a learner look again speaks of their answers and examples, or asks for more of them.
 * Words are folded; phrases have up to three words, `~` stands for the endings of a regular verb, `^` for the start of the sentence. The figures are fitted,
 * by logistic regression, to hints that tell and hints that do not; none has a sign against its meaning.
 */
export interface Cue {
  /** What one occurrence, and a second and third one, adds to the evidence of a mechanism; negative when it speaks against one. */
  readonly once: number
  readonly again: number
  readonly phrases: readonly string[]
}

function cue(once: number, again: number, list: string): Cue {
  return { once, again, phrases: [...new Set(list.split(',').flatMap((entry) => inflected(entry.trim())))] }
}

/** Every form of a regular verb; some forms exist in no text, which does no harm. */
function inflected(phrase: string): string[] {
  if (!phrase.endsWith('~')) return [phrase]
  const verb = phrase.slice(0, -1)
  const stem = verb.replace(/e$/, '')
  return [verb, `${verb}s`, `${stem}es`, `${stem}ing`, `${stem}ed`, `${stem}${stem.at(-1)}ing`, `${stem}${stem.at(-1)}ed`]
}

const telling = {
  every: cue(
    0.83,
    0.92,
    `each, every, everything, everyone, any, whichever, whatever, whenever, wherever, whoever, all the, all of, all that, all those, all what,
    all earlier, all which, all its, all their, both, everywhere`,
  ),
  always: cue(
    0.66,
    0.74,
    `always, never, exactly, precisely, only, just, enough, sufficient, suffice~, bound to, certain to, guaranteed, certainly, necessarily,
    at most, at least, inevitably, properly, no one, nobody, anyone, nothing, none`,
  ),
  repeated: cue(
    0.77,
    0.77,
    `until, as long as, for as long, as soon as, the moment, again and again, over and over, one by one, two by two, in turn, at a time,
    goes on, go on, and so on, and so forth, repeat, repeatedly, at every, at each, on the way, along the way, in one go, pair by pair,
    keep going, keep taking, keep adding, round by round, minute by minute, step by step, layer by layer, eventually, continue, continues,
    along, repeats`,
  ),
  progress: cue(
    0.87,
    0,
    `while you walk, while you go, while you read, while you move, as you walk, as you go, as you read, as you move, as you come, as you look,
    as you descend, as you scan, as you pass, as it, as they, as the, as each, while the, while it, while they, while both, beyond, further,
    past, through, across, traverse~, iterate~, scan~, sweep~, process~`,
  ),
  newcomer: cue(
    0.26,
    0.65,
    `newcomer, new one, new value, new number, new letter, new day, new word, new card, new bracket, new price, new entry, new item, new least,
    new piece, next one, the new, next value, next number, next letter, next word, next door, next card, next bracket, next price, next entry,
    next day, next item, next in, arrive~, comes along, come along, comes in, comes up, come up, came up, turns up, turn up, shows up, show up,
    appear~, meet, meets, meeting, run into, runs into, come upon, newly, enter~, leaves, join~, current`,
  ),
  memory: cue(
    1.15,
    0.8,
    `so far, until now, up to now, up to then, up to there, up to here, up to that, up to its, up to the, already, earlier, seen, came before,
    came by, came up, before it, before that, passed, behind you, walked past, was there, were there, last met, last saw, have met, gone by,
    that moment, on sight, recall~, remember~, memory, left behind, met it, was at, have seen, has seen, been seen, before the one, ever met,
    been to, come across, look back, looked at, encountered, visited, found before, the past, been before, behind it, has been, have been,
    has found, have found`,
  ),
  hold: cue(
    0.3,
    0.84,
    `keep, keeps, keeping, kept, hold, holds, holding, carry, carries, carrying, note~, store~, storage, save~, log, tally, tallies, mark~,
    maintain~, track~, hang, hangs, bear in mind, keep in mind, wear, wears, wore, badge, tag, label, flag, lamp, jot, write beside,
    write down for, memorise~, memorize~, hold on, park, parks, retain~, accumulate~, preserve~, record~, up to date, update~, at hand,
    on hand, fingertips, information, available, keep track`,
  ),
  extreme: cue(
    0.85,
    1.29,
    `lowest, highest, cheapest, smallest, biggest, largest, greatest, least, fewest, most, best, worst, tallest, shortest, farthest, furthest,
    nearest, closest, youngest, oldest, newest, latest, earliest, commonest, quickest, richest, uppermost, topmost, leftmost, rightmost,
    innermost, outermost, longest, minimum, maximum, on top, extreme, last place, last one, widest, soonest, most recent, recent, recently,
    optimal, final, the last, the first, first one`,
  ),
  compared: cue(
    0.74,
    0.28,
    `smaller, larger, bigger, lower, higher, taller, shorter, cheaper, dearer, better, worse, greater, fewer, less than, more than, too small,
    too large, too big, too low, too high, too much, too little, too full, below zero, above zero, at least as, equal, equals, agree, agrees,
    match, matches, fit, fits, fitting, colder, warmer, quicker, slower, less tall, reduce~, exceed~, differ, differs, identical, nearer,
    closer, sooner, later, longer, easier, simpler, wider, falls short, fall short, compare~, than, how many, how far`,
  ),
  won: cue(
    0.15,
    0.43,
    `win, wins, whichever is, the larger one, the better one, the lower one, the smaller one, the bigger one, the taller one, the shorter one,
    the larger of, the smaller of, the lower of, the better of, the best of, the cheapest of, the shorter of, the taller of, cheaper of,
    lower one of, larger reply, takes the larger, takes the smaller, takes the best, take the larger, take the smaller, take the best,
    take the better, one of the, of the two, of its two, of both, one of them, among the, among all, among those`,
  ),
  decided: cue(
    0.95,
    0,
    `if it, if they, if that, if its, if the, if this, if all, if none, if not, if so, if one, if a, if some, if every, if each, if you,
    otherwise, else, unless, or else, either you, either it, when it, when they, when a, when an, when its, when both, when all, when the,
    when one, when something, once it, once you, once all, once a, once the, once they, once one, whether, or start, or leave, and if, but if,
    once without, as well, suppose, provided, in case, would have, would you`,
  ),
  claimed: cue(
    0.52,
    0.76,
    `is the answer, is your answer, is the result, the answer is, you are after, is all you, all you need, are done, is done, are lost, is lost,
    cannot be done, can be done, it was fine, was fine, is complete, is broken, is good, is known, exists, is enough, are enough, suffices,
    must be, has to be, have to be, has to, have to, only need, only thing, only hope, only ever, ever need, nothing else, nothing faster,
    nothing slower, nothing more, no need, never need, only matter, matter of, cannot be, can only, just the one, that matters, in there,
    is gone, goes away, falls off, falls out, disappear~, vanish~, ends up, is left, left over, whatever is left, is over, does not matter,
    must catch, pays to, no longer, no reason, no matter, must, cannot, can never, will never, never be, useless, useful, irrelevant,
    really matter, only matters, matters, no use, need not, do not need, need to, needs to, is needed, need only, is required, it is enough,
    you only need, the key, the trick, the insight, the real question`,
  ),
  enabled: cue(
    0.37,
    0,
    `you could, could you, you can, can you, can be, could be, might be, may be, would be, would let, lets you, let you, allows you, allow you,
    makes it, make it, becomes, become, immediately, instantly, directly, straight, at once, at a stroke, in advance, beforehand, precompute~,
    precalculate~, avoid~, spare~, without having, rather than, instead of, instead, is there a, way to, ways to, a way, in order to, to avoid,
    never need, far fewer, access, quickly, efficiently, able to, help~, so that, so for, this way, that way, then it, would do, might do,
    you might, all you`,
  ),
  reckoned: cue(
    0.6,
    1.5,
    `plus, minus, sum, sums, add, adds, added, adding, total, totals, product, products, multiply, multiplying, multiplied, twice, double,
    doubling, one more, one less, less the, square, negative, half, halves, halfway, fifty percent, add up, adds up, together, subtract~,
    divided, divide, per, times, cancel~, combine~, combination, plus one, counts, count, difference, gap, complete~, complement~, number of,
    amount of, how often, balance, balanced`,
  ),
  moved: cue(
    1.11,
    0,
    `go, goes, going, move, moves, moving, walk, walks, step, steps, step back, jump, push, pushes, pull, pulls, advance~, comes back,
    come back, back to, climb, climbs, slide, shift, shifts, raise, let go, lets go, start afresh, begin afresh, begin again, start again,
    start over, begin with, begin at, start at, start with, begin from, start from, nibble, stretch, stretches, shrink, grow, grows,
    turn round, reverse~, mirror~, flip, flips, cut, zip, swap, exchange, inward, inwards, outward, outwards, toward, towards, from the front,
    from the rear, from the back, from the end, backward, backwards, forward, forwards, from right, from left, in reverse, direction,
    directions, reach~, reachable, extend~, extension, trim~, expand~, narrow~, return to, lead back, leads back, follow~, drift~, return`,
  ),
  acted: cue(
    0.1,
    0.12,
    `let, put, puts, place, takes, throw, throws, threw, drop, drops, dropping, lay, lays, copy, copies, choose, chosen, choice, gather, merge,
    melt, erase, strike, drown, colour, fill, pour, settle~, arrange, arranged, rank, line them, group, groups, collect~, send, sends,
    look back, ask for, asks, treat~, light, nail, fix, give, gives, giving, hands, hand, bring, brings, infect, peek, peeks, express~, pick,
    work out, visit, replace, try, begin, find out, discard~, ignore~, skip~, remove~, eliminate~, abandon~, prefer~, insert~, attach~,
    connect~, explore~, detect~, recognise~, recognize~, locate~, discover~, cross out, cross off, use, uses, turn into, turn each, pair~,
    file, claim, handle~, deal with, dealt with, process`,
  ),
  reduced: cue(
    0.38,
    1.08,
    `what remains, what is left, remaining, remainder, remain~, the rest, rest of, smaller problem, smaller version, same task, same question,
    same problem, same puzzle, same way, likewise, similarly, the same for, split~, part, parts, fall into, falls into, composed, consists,
    solve~, solved, sub, subset, smaller total, prefix, suffix, ending, beginning, one step, two steps, piece, pieces, section, stretch, block,
    blocks, range, portion, version, region, layer, inner, outer, inside, outside, contains, contain`,
  ),
  ordered: cue(
    0.16,
    0.05,
    `order, ordered, arranged, lined up, line up, in order, sequence, chronologically, chronological, first, second, last, next, then,
    afterwards, before, after, previous, ascending, descending, increasing, decreasing, rising, falling, at the same time, at the same,
    simultaneously, in parallel, by then, at that point, opened, closed, finished`,
  ),
  grouped: cue(
    0.33,
    0,
    `same, share~, common, in common, belong~, signature, form, shape, category, kind, like, alike, together, pair, pairs, partner, companion,
    counterpart, match~, differs, unique, relatives, relative`,
  ),
  sided: cue(
    0.89,
    0.02,
    `above, below, beside, next to, to its left, to its right, left, right, front, rear, behind, ahead, end, ends, both sides, both ends,
    both parts, both directions, either side, either end, each side, one side, on this side, on that side, that side, the other side,
    the other, diagonal, diagonally, neighbour, neighbours, neighbor, neighbors, neighbouring, head, top, bottom, west, east, centre, center,
    middle, central, parent, child, children, predecessor, successor, between, around, lie, lies, in front, side, sides, boundary, border,
    borders, edge, edges`,
  ),
  things: cue(
    0.46,
    0.66,
    `value, values, element, elements, item, items, number, numbers, node, nodes, position, positions, candidate, candidates, bar, bars, letter,
    letters, character, characters, cell, cells, entry, entries, place, places, interval, intervals, digit, digits, path, paths, symbol,
    symbols, stair, stairs, point, points, object, objects, state, states, index, indices`,
  ),
  led: cue(
    1.17,
    2.29,
    `^ what if, ^ is there a, ^ is there some, ^ is there any, ^ could you turn, ^ could you pass, ^ could you, ^ can you, ^ could two,
    ^ could a, ^ could the, ^ could each, ^ could there, ^ would it, ^ how could, ^ how can, ^ how might, ^ have you noticed,
    what would happen, would happen if, what could you, do you really, do you need, would you need, how would the, how about, ^ why not,
    is there anything, would it help, would it be, would it make, what would you, what do you know, what do you need, how does, how do the,
    how does it, how does that, how does this, if so, some way, a way`,
  ),
  generic: cue(
    0.52,
    0,
    `^ if, ^ when, ^ once, ^ whenever, ^ as, ^ while, ^ each, ^ every, ^ any, ^ for each, ^ for every, ^ a, ^ an, ^ among, ^ at, ^ from, ^ to,
    ^ only, ^ whichever, ^ whatever, ^ since, ^ because, ^ all, ^ both, ^ either, ^ there are, ^ there is, ^ one, ^ two, ^ whether,
    ^ the, ^ keep, ^ use, ^ treat, ^ first, ^ then, ^ maintain`,
  ),
}

/** They speak against a mechanism. */
const coaching = {
  yours: cue(
    -1.52,
    0,
    `your, yours, yourself, you wrote, you tried, you say, you said, you told, you mention, you noted, you ask, you asked, you chose,
    you picked, you found, you call, you treat, you count, you list, you listed, you noticed, you believe, you assume, you assumed,
    you explain, you describe, you described, you used, you use, you draw, you drew, you want, you looked, you answer, you did, you feel,
    you felt, you had, you made, you think, you never, you got, you counted, you computed, you compare, you compared, you stopped, you write,
    you expect, you mentioned, you traced, you started, you begin, you worked, you interpreted, you decided, you tested, you handle, i`,
  ),
  worked: cue(
    -0.89,
    -2.24,
    `answers, example, examples, plan, approach, sentence, sentences, drawing, paper, idea, ideas, method, assumption, assume, sure, explain,
    describe, friend, sceptic, skeptical, somebody, someone, colleague, reason, why, defend, convince, honest, hesitate, surprise, surprised,
    notice, wonder, tester, test, tests, question, questions, own words, aloud, draw, invent, pretend, prove, doubt, by hand, wrong, right,
    mean, means, words, tell me, thought, thinking, easy, hard, trouble, mistake, picture, agree, disagree, confident, justify, argue, trace,
    predict, define, evidence, believe, rule, counterexample, definition, precise, plain language, version of, break it, interpretation,
    in mind, sound, sounds, say`,
  ),
  stated: cue(
    -0.69,
    -1.03,
    `statement, description, describes, problem, problem say, promise, promises, guarantee, guarantees, allow, allowed, constraint, constraints,
    wording, reread, read again, says, according, input, inputs, output, outputs, result, results, return, returns, task, rule, rules, require,
    requires, demand, demands, what should, definition, correct, valid, mention, mentions, mentioned, look at, check, another look,
    take another, exactly, go back, support, supports, permits, forbids, case, cases, limits`,
  ),
  edges: cue(
    -0.64,
    -0.73,
    `empty, single, zero, negative, duplicate, duplicates, only one, no value, large, huge, tiny, small, smallest example, extreme case,
    edge case, edge cases, special, corner, twice, one value, one element, two values, three values, four values, five values, size, length,
    how long, thousand, hundred, million, growth, a list, list of, string of, grid, tree with, list with, string with`,
  ),
  asked: cue(
    -0.2,
    -0.14,
    `what, which, why, who, whose, what happens, what does, what should, what would happen, how sure, how confident, how do you, how did,
    why did, are you, did you, do you, does it, does the, does your, is it, is that, is this, was it, where did, how would, and why,
    can you find, could you draw, could you list, could you invent, could you find`,
  ),
  learnerFirst: cue(
    -0.97,
    -0.12,
    `^ you, ^ your, ^ i, ^ in your, ^ for your, ^ good, ^ great, ^ nice, ^ right, ^ well, ^ let us, ^ lets, ^ that is, ^ this is, ^ it, ^ that`,
  ),
  exercise: cue(
    -1.26,
    0,
    `^ try, ^ draw, ^ write, ^ take, ^ look, ^ say, ^ describe, ^ tell, ^ make, ^ read, ^ pick, ^ mark, ^ find, ^ invent, ^ check, ^ work,
    ^ name, ^ list, ^ count, ^ change, ^ explain, ^ compare, ^ choose, ^ show, ^ point, ^ go, ^ start, ^ trace, ^ walk, ^ build, ^ reread,
    ^ copy, ^ rewrite, ^ shade, ^ add, ^ give, ^ put, ^ run, ^ carry, ^ follow`,
  ),
  told: cue(
    -0.34,
    0,
    `did, was, were, had, made, wrote, tried, found, took, gave, said, got, went, saw, learned, used, stopped, began, happened, felt, chose,
    missed, noticed, expected, came`,
  ),
  softened: cue(
    -2.33,
    -0.01,
    `maybe, perhaps, seem, seems, feels, feel, rather, little, a bit, somewhere, something, someone, quite, like to, love to, curious,
    interesting, worth, about your, about it`,
  ),
}

export const cues: readonly Cue[] = [telling, coaching].flatMap((group) => Object.values<Cue>(group))

/** What the shape of a sentence adds to the evidence. */
export const forms = { base: -3.71, length: 0.49, question: -0.62, values: -0.81 }
