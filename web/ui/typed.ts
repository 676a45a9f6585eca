/** What was typed over what is known: a form shows both, sends only what was typed, and lets go of what was kept. */

/** Without what was sent; what was typed on meanwhile stays. */
export function stillTyped<Fields extends object>(typed: Partial<Fields>, sent: Partial<Fields>): Partial<Fields> {
  const left = Object.entries(typed).filter(([name, value]) => value !== sent[name as keyof Fields])
  return Object.fromEntries(left) as Partial<Fields>
}
