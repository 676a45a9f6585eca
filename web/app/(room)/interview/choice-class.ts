/** How a choice among a few looks: a card whose radio is not seen. */
export const choiceClass =
  'relative block rounded-card border border-edge bg-surface px-4 py-3 has-[:checked]:border-accent has-[:checked]:shadow-[inset_0_0_0_1px_var(--accent)] has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint'
