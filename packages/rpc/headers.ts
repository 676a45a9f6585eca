/** Metadata keys that our calls carry. */
export const serviceHeader = 'authorization'
export const learnerHeader = 'quint-learner'
export const remainingHeader = 'quint-remaining-ms'
