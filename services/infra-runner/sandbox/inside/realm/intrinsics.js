/** What the realm began with: taken before the program can change it. The files of this folder are joined into one script that runs inside the program's realm. */

const { apply } = Reflect
const { from, isArray } = Array
const { defineProperty, keys } = Object
const { parse, stringify } = JSON
const { max } = Math
const arrays = Array.prototype
const texts = String.prototype

export const real = { Array, Date, Error, Map, Number, Promise, Set, String, TypeError, defineProperty, from, isArray, keys, max, parse, stringify }

const { at, join, map, push, shift, sort } = arrays
const { slice, split, startsWith } = texts

export const joined = (items, between) => apply(join, items, [between])
export const mapped = (items, work) => apply(map, items, [work])
export const add = (items, item) => apply(push, items, [item])
export const takeFirst = (items) => apply(shift, items, [])
export const lastOf = (items) => apply(at, items, [-1])
export const sorted = (items, order) => apply(sort, items, [order])
export const cut = (text, start, end) => apply(slice, text, [start, end])
export const parts = (text, between) => apply(split, text, [between])
export const begins = (text, start) => apply(startsWith, text, [start])
