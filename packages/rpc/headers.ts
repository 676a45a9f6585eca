/** Metadata keys that our calls carry. */
export const serviceHeader = 'authorization'
export const learnerHeader = 'quint-learner'
/** W3C Trace Context. */
export const traceHeader = 'traceparent'
export const remainingHeader = 'quint-remaining-ms'
export const effectHeader = 'quint-effect'
