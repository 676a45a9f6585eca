/** What a learner recognises a signed-in device by: browser and system, read from the user agent. */

/** The first that fits counts: most browsers also name the ones they descend from. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?(?:iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOPiOS\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChromium\//, 'Chromium'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const longest = 60

/** One line of plain characters, never empty. */
export function deviceLabel(userAgent: string | undefined): string {
  const given = (userAgent ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 400)
  const browser = named(browsers, given)
  const system = named(systems, given)
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`
  // A program names itself first: "quint-cli/1.2 (…)".
  const program = given.trim().split(/[\s/(]/, 1)[0] ?? ''
  const name = program === '' || program === 'Mozilla' ? 'Unknown device' : program.slice(0, longest)
  return system === undefined ? name : `${name} on ${system}`
}

function named(list: readonly (readonly [RegExp, string])[], userAgent: string): string | undefined {
  return list.find(([pattern]) => pattern.test(userAgent))?.[1]
}
