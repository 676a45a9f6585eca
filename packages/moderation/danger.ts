/** Words of somebody who wants to know how people are hurt: "fork bomb", "kill process" and "poison message" are not meant. */
import { findPhrases } from './phrases.ts'
import type { Reason } from './verdict.ts'

const making =
  'build|built|building|make|making|made|assemble|assembling|construct|constructing|cook|cooking|synthesi[sz]e|synthesi[sz]ing|buy|buying|detonate|detonating'
const named =
  'pipe bombs?|nail bombs?|car bombs?|letter bombs?|dirty bombs?|explosives?|hand grenades?|detonators?|napalm|molotov cocktails?|nerve (?:agents?|gas)|poison gas|sarin|ricin|anthrax|methamphetamine|crystal meth|meth|heroin|crack cocaine|cocaine|ghost guns?|machine guns?|silencers?'
const people =
  'somebody|someone|a person|(?:my|your|his|her) (?:wife|husband|neighbou?rs?|boss|teacher|classmates?|parents?|mother|father|girlfriend|boyfriend|colleagues?)'

/** Bombs of the trade. */
const trade = 'fork|zip|logic|time|xml|yaml|decompression|e-?mail|compile|git|seo|cluster'
const weapons = `(?:${named}|(?<!\\b(?:${trade}) )bombs?)`

const signs = [
  new RegExp(`\\b(?:${making})\\b(?: [a-z']+){0,3}? (?:${named}|bombs?)\\b`, 'gu'),
  new RegExp(`\\b${weapons}[ -](?:making|recipes?|instructions?|blueprints?|synthesis)\\b`, 'gu'),
  new RegExp(
    `\\b(?:recipes?|instructions?|ingredients?|blueprints?|synthesis|production) (?:for|of|to make|to build) (?:[a-z']+ ){0,2}?${weapons}\\b`,
    'gu',
  ),
  new RegExp(`\\b${weapons} (?:is|are|gets?) (?:made|built|assembled|synthesi[sz]ed)\\b`, 'gu'),
  /\b(?:sex|nudes?|naked (?:pictures?|photos?)|porn\w*) (?:with|of|from) (?:[a-z']+ ){0,2}?(?:child|children|kids?|minors?)\b/gu,
  new RegExp(`\\b(?:to|i|we|will) (?:kill|murder|poison|shoot|stab|strangle) (?:${people})\\b`, 'gu'),
]

/** Of the trade, and of a problem that many are asked: how many bombs one of them sets off. */
const harmless = new RegExp(`\\b(?:${trade}) (?:and \\w+ )?bombs?$|^detonat(?:e|ing) (?:the maximum|all|the other|other) bombs$`, 'u')

const message = 'This reads as if somebody were to be hurt. Say it in other words, or leave it out.'

export function danger(text: string): readonly Reason[] {
  return findPhrases(text, signs)
    .filter(({ start, end }) => !harmless.test(text.slice(start, end).toLowerCase()))
    .map((span) => ({ code: 'danger', weight: 'review', message, ...span }))
}
